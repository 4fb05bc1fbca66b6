// @ts-check
// The month and the step of the atlas stand in the address as soon as the visitor settles, and nothing is sent for it.
// The month is one to look at and has a part of its own, `kijk`: the date of the page stays what it is. The next message
// of any part takes the step along (see ../../../drawing/along.js), so that the page follows.

import { takeAlong } from "../../../drawing/along.js";

/** @typedef {import("./atlas_data.js").AtlasData} AtlasData */
/** @typedef {import("./atlas_data.js").Memory} Memory */

const SETTLED_MS = 250;

/**
 * Takes over what the page shows when the page itself moved; otherwise the visitor's own month and step stay. At first
 * the month is the one that the address asks to look at.
 * @param {Memory} memory
 * @param {AtlasData} data
 */
export function adopt(memory, data) {
  const { page } = data;
  const looked = memory.page ? null : new URLSearchParams(window.location.search).get("kijk");
  if (memory.page?.month !== page.month) memory.month = looked ?? page.month;
  if (memory.page?.step !== page.step) memory.step = page.step;
  memory.page = page;
  if (!data.moments.some((moment) => moment.value === memory.month)) memory.month = data.page.month;
  intoTheAddress(memory, data);
}

/**
 * @param {Memory} memory
 * @param {AtlasData} data
 */
export function tellAlong(memory, data) {
  /** @type {import("../../../drawing/along.js").Along} */
  const found = memory.step === data.page.step ? {} : { stap: memory.step };
  takeAlong(found);
  return found;
}

/**
 * What the whole page takes over when it is asked to show what the atlas shows.
 * @param {Memory} memory
 * @returns {import("../../../drawing/along.js").Along}
 */
export const asTheAtlasShows = (memory) => ({ stand: memory.month, stap: memory.step });

/**
 * @param {Memory} memory
 * @param {AtlasData} data
 */
export function intoTheAddress(memory, data) {
  const found = tellAlong(memory, data);
  clearTimeout(memory.settling);
  memory.settling = window.setTimeout(() => {
    const address = new URL(window.location.href);
    if (memory.month === data.page.month) address.searchParams.delete("kijk");
    else address.searchParams.set("kijk", memory.month);
    if ("stap" in found || address.searchParams.has("stap")) address.searchParams.set("stap", memory.step);
    if (address.href !== window.location.href) window.history.replaceState(window.history.state, "", address);
  }, SETTLED_MS);
}
