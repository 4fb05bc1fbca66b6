// @ts-check
// The matrix: a row for each step, a column for each municipality; runs of the same standing are one piece.

import { fill, h, put, s } from "../../../drawing/elements.js";
import { patterns } from "../../../drawing/status_scale.js";
import { drawnRow, SIGNS, SIGNS_IN_THE_MATRIX, veiled } from "./atlas_matrix_rows.js";
import { MATRIX_FONT, standingLine, underTheMatrix } from "./atlas_matrix_texts.js";
import { orders } from "./atlas_order.js";
import { prepared } from "./atlas_prepared.js";

/** @typedef {import("./atlas_data.js").Atlas} Atlas */
/** @typedef {ReturnType<typeof matrixMeasures>} Measures */
/**
 * The columns of a month. `gap`: before those that stand apart; `each`: how wide a column is; `placeOf`: by `who`;
 * `at`: where a column begins.
 * @typedef {import("./atlas_order.js").Ordered & { gap: number, each: number, placeOf: Map<number, number>,
 *   at: (place: number) => number }} Columns
 */

const GAP = 5;
/** @type {Record<string, [columns: number, rows: number]>} */
const KEYS_OF_THE_MATRIX = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
  Home: [Number.NEGATIVE_INFINITY, 0],
  End: [Number.POSITIVE_INFINITY, 0],
  PageDown: [10, 0],
  PageUp: [-10, 0],
};

/**
 * Where things stand; on a narrow picture the name of a step stands over its row.
 * @param {number} width
 * @param {number} rows
 */
function matrixMeasures(width, rows) {
  const isNarrow = width < 420;
  const [labels, row, bar, top, over] = isNarrow ? [0, 42, 18, 24, 19] : [192, 36.5, 24, 24, 6.25];
  return {
    isNarrow,
    labels,
    row,
    bar,
    top,
    width,
    height: top + row * rows + 24,
    under: top + row * rows + 14,
    beyond: isNarrow ? 1 : 3, // how far the line of a municipality goes over its bar
    y: (/** @type {number} */ place) => top + row * place + over,
  };
}

/**
 * @param {Atlas} atlas
 * @param {number} width
 */
export function drawnMatrix(atlas, width) {
  const { data, memory } = atlas;
  const measures = matrixMeasures(width, data.steps.length);
  const picture = s(
    "svg",
    { class: "matrix", width, height: measures.height, role: "img" },
    patterns(),
    lyingStripes(),
  );
  const names = stepNames(data.steps, measures);
  picture.append(...names.flat());
  const paths = SIGNS.map((sign) => s("path", { style: SIGNS_IN_THE_MATRIX[sign], "data-sign": sign }));
  const veil = s("path", { style: "fill: var(--paper); opacity: 0.72" });
  const [foot, own, cursor] = [s("g", {}), s("g", {}), s("g", {})];
  picture.append(...paths, veil, foot, own, cursor);
  const attributes = { tabindex: "0", role: "application", "aria-label": data.words.matrix_keys };
  const field = h("div", { class: "field wide", ...attributes, "data-focus": "matrix" }, picture);

  const ordered = orders(atlas);
  const composed = prepared(memory, data.moments.length, (moment) => {
    const columns = columnsOf(ordered(moment), measures);
    /** @type {import("./atlas_matrix_rows.js").Pieces} */
    const pieces = { finished: [], lower: [], rim: [], hatch: [], dash: [], stale: [], edge: [] };
    for (const row of data.steps.keys()) drawnRow(pieces, atlas, moment, measures, columns, row);
    return {
      columns,
      paths: SIGNS.map((sign) => pieces[sign].join("")),
      veil: veiled(atlas, measures, columns, data.steps.length),
      under: underTheMatrix(atlas, measures, columns),
      own: standingLine(atlas, measures, columns, atlas.own, "own", false),
    };
  });
  const now = () => composed(atlas.moment());
  /** @type {Columns | null} */
  let painted = null;
  const paint = () => {
    const found = now();
    painted = found.columns;
    for (const [sign, path] of found.paths.entries()) put(paths[sign], "d", path);
    put(veil, "d", found.veil);
    for (const [row, [number, name]] of names.entries()) {
      const isChosen = atlas.step() === row;
      put(number, "class", isChosen ? "strong" : "faint");
      put(name, "class", isChosen ? "strong" : "");
    }
    fill(foot, found.under);
    fill(own, found.own);
    put(picture, "aria-label", atlas.matrixAlt());
  };
  const point = () => {
    fill(cursor, painted ? standingLine(atlas, measures, painted, atlas.who(), "ink", true) : []);
    const [mine, pointed] = [own, cursor].map((group) => group.querySelector("text"));
    if (!mine) return;
    mine.removeAttribute("visibility");
    // two names on one place cannot be read
    if (pointed && touch(mine.getBBox(), pointed.getBBox())) mine.setAttribute("visibility", "hidden");
  };
  listenToTheMatrix(atlas, field, picture, measures, () => painted ?? now().columns);
  return { field, paint, point, prepare: composed };
}

/**
 * @param {import("./atlas_data.js").Step[]} steps
 * @param {Measures} measures
 */
function stepNames(steps, { isNarrow, bar, y }) {
  return steps.map((step, place) => {
    const baseline = isNarrow ? y(place) - 6 : y(place) + bar / 2 + 5;
    return [
      s("text", { x: 0, y: baseline, "font-size": MATRIX_FONT, class: "faint" }, String(step.number)),
      s("text", { x: 24, y: baseline, "font-size": MATRIX_FONT }, step.short),
    ];
  });
}

/**
 * @param {import("./atlas_order.js").Ordered} ordered
 * @param {Measures} measures
 * @returns {Columns}
 */
function columnsOf(ordered, { width, labels }) {
  const { columns, apart } = ordered;
  const gap = apart ? GAP : 0;
  const each = (width - labels - gap) / Math.max(columns.length, 1);
  const placeOf = new Map(columns.map((column, place) => [column.who, place]));
  const at = (/** @type {number} */ place) => labels + place * each + (place >= columns.length - apart ? gap : 0);
  return { ...ordered, gap, each, placeOf, at };
}

/** @typedef {{ x: number, width: number }} Stretch */

/**
 * @param {Stretch} a
 * @param {Stretch} b
 */
const touch = (a, b) => a.x < b.x + b.width + 6 && b.x < a.x + a.width + 6;

/** Stripes that lie: those that stand would not be seen in columns. */
function lyingStripes() {
  const stripe = s("rect", { x: 0, y: 0, width: 4, height: 1.6, style: "fill: var(--paper)" });
  return s("defs", {}, s("pattern", { id: "lying", width: 4, height: 4, patternUnits: "userSpaceOnUse" }, stripe));
}

/**
 * @param {Atlas} atlas
 * @param {HTMLElement} field
 * @param {SVGSVGElement} picture
 * @param {Measures} measures
 * @param {() => Columns} now
 */
function listenToTheMatrix(atlas, field, picture, measures, now) {
  const rows = atlas.data.steps.length;
  /**
   * @param {MouseEvent} event
   * @returns {[who: number, row: number] | null}
   */
  const under = (event) => {
    const box = picture.getBoundingClientRect();
    const { columns, each, apart, gap } = now();
    const within = event.clientX - box.left - measures.labels;
    const isApart = within > (columns.length - apart) * each;
    const place = Math.floor((within - (isApart ? gap : 0)) / each);
    const row = Math.floor((event.clientY - box.top - measures.top) / measures.row);
    return place >= 0 && place < columns.length && row >= 0 && row < rows ? [columns[place].who, row] : null;
  };
  const walk = (/** @type {number} */ right, /** @type {number} */ down) => {
    const { columns, placeOf } = now();
    const { own } = atlas;
    const who = atlas.who();
    const place = who === null ? undefined : placeOf.get(who);
    const row = atlas.memory.row ?? Math.max(atlas.step(), 0);
    if (place === undefined) {
      return atlas.pointAt(own !== null && placeOf.has(own) ? own : (columns[0]?.who ?? null), row);
    }
    const to = Math.min(Math.max(place + right, 0), columns.length - 1);
    atlas.pointAt(columns[to].who, Math.min(Math.max(row + down, 0), rows - 1));
  };
  field.onkeydown = (event) => {
    if (KEYS_OF_THE_MATRIX[event.key]) {
      event.preventDefault();
      walk(...KEYS_OF_THE_MATRIX[event.key]);
    }
    if (event.key === "Enter" && atlas.who() !== null) atlas.open();
    if (event.key === "Escape") atlas.pointAt(null);
  };
  field.onpointermove = (event) => {
    const found = event.pointerType === "mouse" ? under(event) : null;
    field.style.cursor = found ? "pointer" : "";
    if (found && (found[0] !== atlas.who() || found[1] !== atlas.memory.row)) atlas.pointAt(...found);
  };
  field.onclick = (event) => {
    const found = under(event);
    if (!found) return;
    atlas.pointAt(...found);
    if (event instanceof PointerEvent && event.pointerType === "mouse") atlas.open();
  };
}
