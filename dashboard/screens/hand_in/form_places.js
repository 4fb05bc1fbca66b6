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
