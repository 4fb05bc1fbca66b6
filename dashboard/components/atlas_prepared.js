// What a picture looks like in a month is worked out once, and for the months nobody asked for yet in idle moments: then
// a change of month only hands over what is ready.
export function prepared(memory, many, compose) {
  let [chosen, months] = ["", new Map()];
  const current = () => {
    const now = `${memory.step} ${memory.sort} ${memory.lit}`;
    if (now !== chosen) [chosen, months] = [now, new Map()];
    return months;
  };
  const of = (moment) => {
    const known = current();
    if (!known.has(moment)) known.set(moment, compose(moment));
    return known.get(moment);
  };
  return Object.assign(of, { isReady: () => current().size === many });
}

const IDLE_MS = 6; // what one month takes at most, on a phone too
const whenIdle =
  window.requestIdleCallback?.bind(window) ??
  ((work) => window.setTimeout(() => work({ timeRemaining: () => IDLE_MS + 1 }), 120));
export const notIdle = window.cancelIdleCallback?.bind(window) ?? window.clearTimeout.bind(window);

// The months around the shown one first. What is under way when the choice changes is left.
export function prepareInIdle(memory, moments, from, parts) {
  notIdle(memory.idle);
  if (parts.every((part) => part.isReady())) return;
  const waiting = moments.map((_, moment) => moment).sort((a, b) => Math.abs(a - from) - Math.abs(b - from));
  const work = (deadline) => {
    while (waiting.length && deadline.timeRemaining() > IDLE_MS) {
      const moment = waiting.shift();
      for (const part of parts) part(moment);
    }
    if (waiting.length) memory.idle = whenIdle(work);
  };
  memory.idle = whenIdle(work);
}
