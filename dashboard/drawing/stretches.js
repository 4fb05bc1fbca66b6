// @ts-check
// Lines with gaps: where all say something, and where not.

/**
 * Months in a row (their places) for which all of these say something.
 * @param {(number | null)[][]} values
 */
export function stretches(...values) {
  /** @type {number[][]} */
  const found = [];
  for (let place = 0; place < values[0].length; place += 1) {
    if (values.some((one) => one[place] === null)) continue;
    const run = found[found.length - 1];
    if (run?.[run.length - 1] === place - 1) run.push(place);
    else found.push([place]);
  }
  return found;
}
