// @ts-check
// What was typed and is not acknowledged yet: kept in the browser, apart per person, municipality and reporting date.

/** @typedef {import("./form_types.js").Unsent} Unsent */
/** @typedef {import("./form_types.js").Place} Place */

/** @param {import("./form_types.js").Form} form */
export const keyOf = (form) => `wams opgave ${form.hand} ${form.code} ${form.reporting_date}`;

/**
 * What is kept under a key; nothing where the browser keeps nothing.
 * @param {string} key
 * @returns {[Place, Unsent][]}
 */
export function found(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return kept.map((/** @type {[Place, string, number]} */ [place, text, rests_on]) => [place, { text, rests_on }]);
  } catch {
    return [];
  }
}

/**
 * Keeps what is unsent; whether it could be kept.
 * @param {string} key
 * @param {Map<Place, Unsent>} unsent
 */
export function keep(key, unsent) {
  try {
    const kept = [...unsent].map(([place, one]) => [place, one.text, one.rests_on]);
    if (kept.length) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false; // a browser that keeps nothing, or has no room: it stands on the page alone
  }
}
