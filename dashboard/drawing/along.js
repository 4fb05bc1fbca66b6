// @ts-check
// What the atlas shows by now and the server has not heard of: every message takes it along. This module alone keeps
// it; it is filled by the atlas, which says it anew whenever its step changes, and empties it when it goes.

/**
 * As it stands in the address: the step where it differs from that of the page; the date of the page only where the
 * visitor asks for the month of the atlas.
 * @typedef {{ stand?: string, stap?: string }} Along
 */

/** @type {Along} */
let untold = {};

export const along = () => untold;

/** @param {Along} found */
export function takeAlong(found) {
  untold = found;
}
