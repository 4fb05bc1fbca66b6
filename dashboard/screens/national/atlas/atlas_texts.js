// @ts-check
// Texts of the atlas whose numbers are filled in here.

/** @typedef {import("./atlas_data.js").Counted} Counted */
/** @typedef {Record<string, string | number>} Values by name, as they stand in braces in a text */

/**
 * @param {string} text
 * @param {Values} values
 */
export const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

/**
 * @param {Counted} texts
 * @param {number} count
 * @param {Values} values
 */
export const numbered = (texts, count, values) =>
  filled(count === 0 && texts.none ? texts.none : count === 1 ? texts.one : texts.many, {
    number_count: count,
    ...values,
  });

export const WIDEST = 888; // no number that can stand in a text is wider

/**
 * A text with a number, in each of its forms.
 * @param {Counted} texts
 * @param {Values} values
 */
export const anyForm = (texts, values) => [0, 1, WIDEST].map((count) => numbered(texts, count, values));

/** @param {string[]} texts */
export const longest = (texts) => texts.reduce((found, text) => (text.length > found.length ? text : found), "");
