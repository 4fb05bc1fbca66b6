// @ts-check
// What a picture looks like in a month is worked out once, and for the months nobody asked for yet in idle moments:
// then a change of month only hands over what is ready.

/** @typedef {import("./atlas_data.js").Memory} Memory */
/**
 * What a picture is in a month; `isReady`: whether that is known of every month.
 * @template Composed
 * @typedef {((moment: number) => Composed) & { isReady: () => boolean }} Prepared
 */
/** @typedef {{ timeRemaining: () => number }} Deadline */

/**
 * @template Composed
 * @param {Memory} memory
 * @param {number} many months
 * @param {(moment: number) => Composed} compose
 * @returns {Prepared<Composed>}
 */
export function prepared(memory, many, compose) {
  let chosen = "";
  /** @type {Map<number, Composed>} */
  let months = new Map();
  const current = () => {
    const now = `${memory.step} ${memory.sort} ${memory.lit}`;
    if (now !== chosen) [chosen, months] = [now, new Map()];
    return months;
  };
  const of = (/** @type {number} */ moment) => {
    const known = current();
    const found = known.get(moment) ?? compose(moment);
    known.set(moment, found);
    return found;
  };
  return Object.assign(of, { isReady: () => current().size === many });
}

const IDLE_MS = 6; // what one month takes at most, on a phone too
const LATER_MS = 120; // where the browser does not say when it is idle
/** @type {(work: (deadline: Deadline) => void) => number} */
const whenIdle =
  window.requestIdleCallback?.bind(window) ??
  ((work) => window.setTimeout(() => work({ timeRemaining: () => IDLE_MS + 1 }), LATER_MS));

/** @param {number | undefined} idle */
export function notIdle(idle) {
  if (idle === undefined) return;
  if (window.cancelIdleCallback) window.cancelIdleCallback(idle);
  else window.clearTimeout(idle);
}

/**
 * The months around the shown one first. What is under way when the choice changes is left.
 * @param {Memory} memory
 * @param {number} many months
 * @param {number} from the shown one
 * @param {Prepared<unknown>[]} parts
 */
export function prepareInIdle(memory, many, from, parts) {
  notIdle(memory.idle);
  if (parts.every((part) => part.isReady())) return;
  const months = Array.from({ length: many }, (_, moment) => moment);
  const waiting = months.sort((a, b) => Math.abs(a - from) - Math.abs(b - from));
  const work = (/** @type {Deadline} */ deadline) => {
    while (waiting.length && deadline.timeRemaining() > IDLE_MS) {
      const moment = waiting.shift() ?? 0;
      for (const part of parts) part(moment);
    }
    if (waiting.length) memory.idle = whenIdle(work);
  };
  memory.idle = whenIdle(work);
}
