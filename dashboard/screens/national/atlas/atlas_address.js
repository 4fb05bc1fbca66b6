// @ts-check
// The month and the step of the atlas stand in the address as soon as the visitor settles, and nothing is sent for it.
// The next message of any part takes them along (see ../../../drawing/along.js), so that the page follows.

import { takeAlong } from "../../../drawing/along.js";

/** @typedef {import("./atlas_data.js").AtlasData} AtlasData */
/** @typedef {import("./atlas_data.js").Memory} Memory */

const SETTLED_MS = 250;

/**
 * Takes over what the page shows when the page itself moved; otherwise the visitor's own month and step stay.
 * @param {Memory} memory
 * @param {AtlasData} data
 */
export function adopt(memory, data) {
  const page = `${data.page.month} ${data.page.step}`;
  if (memory.page !== page) Object.assign(memory, { page, month: data.page.month, step: data.page.step });
  if (!data.moments.some((moment) => moment.value === memory.month)) memory.month = data.page.month;
  tellAlong(memory, data);
}

/**
 * @param {Memory} memory
 * @param {AtlasData} data
 */
export function tellAlong(memory, data) {
  /** @type {import("../../../drawing/along.js").Along} */
  const found = {};
  if (memory.month !== data.page.month) found.stand = memory.month;
  if (memory.step !== data.page.step) found.stap = memory.step;
  takeAlong(found);
  return found;
}

/**
 * @param {Memory} memory
 * @param {AtlasData} data
 */
export function intoTheAddress(memory, data) {
  const found = tellAlong(memory, data);
  clearTimeout(memory.settling);
  memory.settling = window.setTimeout(() => {
    const address = new URL(window.location.href);
    for (const [name, value] of [
      ["stand", memory.month],
      ["stap", memory.step],
    ]) {
      if (name in found || address.searchParams.has(name)) address.searchParams.set(name, value);
    }
    if (address.href !== window.location.href) window.history.replaceState(window.history.state, "", address);
  }, SETTLED_MS);
}
