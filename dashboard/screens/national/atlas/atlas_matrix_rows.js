// @ts-check
// The bars of the matrix: one path for each sign.

import { FINISHED, KIND_BITS, NOT_APPLICABLE, NOT_REPORTED, NOT_STARTED, STALE_BIT, STARTED } from "./atlas_payload.js";

/** @typedef {import("./atlas_data.js").Atlas} Atlas */
/** @typedef {import("./atlas_matrix.js").Measures} Measures */
/** @typedef {import("./atlas_matrix.js").Columns} Columns */
/** @typedef {keyof typeof SIGNS_IN_THE_MATRIX} Sign */
/** @typedef {Record<Sign, string[]>} Pieces of path, by sign */

export const SIGNS_IN_THE_MATRIX = {
  finished: "fill: var(--finished)",
  lower: "fill: var(--started)",
  rim: "fill: var(--outline)",
  hatch: "fill: url(#hatch)",
  dash: "fill: var(--outline)",
  stale: "fill: url(#lying)",
  edge: "fill: url(#stale)",
};
export const SIGNS = /** @type {Sign[]} */ (Object.keys(SIGNS_IN_THE_MATRIX));

/**
 * @param {number} x
 * @param {number} y
 * @param {number} wide
 * @param {number} tall
 */
const box = (x, y, wide, tall) => `M${x.toFixed(2)} ${y}h${wide.toFixed(2)}v${tall}h${(-wide).toFixed(2)}z`;

const isCounted = (/** @type {number} */ state) => (state & KIND_BITS) <= NOT_STARTED;

/**
 * One step: pieces of equal standing. A piece that counts has an outline, what we do not know has hatch and none.
 * @param {Pieces} pieces
 * @param {Atlas} atlas
 * @param {number} moment
 * @param {Measures} measures
 * @param {Columns} columns
 * @param {number} row
 */
export function drawnRow(pieces, { land }, moment, measures, columns, row) {
  const states = columns.columns.map((column) => land.state(moment, column.who, row));
  const y = measures.y(row);
  const { bar } = measures;
  /** @type {number[]} */
  const ends = [];
  for (const run of runs(states, columns, measures, (a, b) => isCounted(a) === isCounted(b))) {
    if (!isCounted(run.state)) continue;
    pieces.rim.push(box(run.x, y, run.wide, 1), box(run.x, y + bar - 1, run.wide, 1));
    ends.push(run.x, run.x + run.wide);
  }
  // sides only at the ends: one row is one bar
  if (ends.length) pieces.rim.push(box(ends[0], y, 1, bar), box(ends[ends.length - 1] - 1, y, 1, bar));
  for (const run of runs(states, columns, measures, (a, b) => a === b)) drawnRun(pieces, run, y, bar);
}

/** @typedef {{ state: number, x: number, wide: number }} Run */

/**
 * @param {Pieces} pieces
 * @param {Run} run
 * @param {number} y
 * @param {number} bar
 */
function drawnRun(pieces, { state, x, wide }, y, bar) {
  const kind = state & KIND_BITS;
  if (kind === FINISHED) pieces.finished.push(box(x, y, wide, bar));
  if (kind === STARTED) pieces.lower.push(box(x, y + bar / 2, wide, bar / 2));
  if (kind === NOT_REPORTED) pieces.hatch.push(box(x, y, wide, bar));
  if (kind === NOT_APPLICABLE) {
    const long = Math.max(wide - Math.min(wide * 0.24, 6), 0.8);
    pieces.dash.push(box(x + Math.min(wide * 0.12, 3), y + bar / 2 - 0.8, long, 1.6));
  }
  if (!(state & STALE_BIT) || kind > NOT_STARTED) return;
  pieces.stale.push(box(x, y, wide, bar));
  if (kind === NOT_STARTED) pieces.edge.push(box(x, y - 0.5, wide, 2), box(x, y + bar - 1.5, wide, 2));
}

/**
 * Columns beside each other that are the same; those that stand apart begin anew.
 * @param {number[]} states
 * @param {Columns} columns
 * @param {Measures} measures
 * @param {(a: number, b: number) => boolean} isSame
 */
function runs(states, { columns, apart, at }, { width, labels }, isSame) {
  const apartFrom = columns.length - apart;
  const each = at(1) - at(0) || width - labels;
  /** @type {Run[]} */
  const found = [];
  for (let from = 0, to = 1; from < states.length; from = to, to += 1) {
    while (to < states.length && to !== apartFrom && isSame(states[to], states[from])) to += 1;
    found.push({ state: states[from], x: at(from), wide: at(to - 1) + each - at(from) });
  }
  return found;
}

/**
 * What lies over the columns that are not highlighted.
 * @param {Atlas} atlas
 * @param {Measures} measures
 * @param {Columns} columns
 * @param {number} rows
 */
export function veiled(atlas, { y, bar }, { columns, each, at }, rows) {
  const pieces = columns.flatMap(({ who }, place) => {
    if (atlas.isLit(who)) return [];
    return Array.from({ length: rows }, (_, row) => box(at(place), y(row) - 1, each, bar + 2));
  });
  return pieces.join("");
}
