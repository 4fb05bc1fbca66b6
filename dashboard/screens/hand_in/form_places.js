// @ts-check
// How a field of a draft is called: its part, its row and its name, in one text.

/** @typedef {import("./form_types.js").Place} Place */

/**
 * @param {string} part
 * @param {string} row
 * @param {string} field
 * @returns {Place}
 */
export const placeOf = (part, row, field) => `${part}|${row}|${field}`;

/**
 * What the server is told of a text for a field.
 * @param {[Place, import("./form_types.js").Unsent]} going
 */
export function editOf([place, { text, rests_on }]) {
  const [part, row, field] = place.split("|");
  return { part, row, field, text, rests_on };
}

/** @param {Place} place a box, which is ticked or not; everything else holds a text */
export const isBox = (place) => /\|(all_we_know|nothing_changed)$/.test(place);

/**
 * Which row of which table a field is about; an answer is about the row of its question.
 * @param {Place} place
 */
export function rowOf(place) {
  const [part, row_key, field] = place.split("|");
  if (part !== "answer") return { part, row_key, field };
  const [table, key] = row_key.split(":");
  return { part: table, row_key: key, field: "" };
}

/** The place that the address of this page asks for, once: a page that is drawn anew stays where it is. */
export function arrivedAt() {
  const [part, row, field] = decodeURIComponent(location.hash.slice(1)).split("-");
  if (field === undefined) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  return placeOf(part, row, field);
}
