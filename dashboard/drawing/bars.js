// @ts-check
// Stacked bars on the status scale, each ending in what we do not know; beside them the estimate with its bounds.
// data: a row per bar with its stretches, and the words and the estimate beside it.

import { s } from "./elements.js";
import { lines } from "./label_lines.js";
import { lockAt } from "./lock.js";
import { mount } from "./mounting.js";
import { keyList } from "./signs.js";
import { barMark, hexagon, hexMark, patterns } from "./status_scale.js";

/** @typedef {import("./status_scale.js").Standing} Standing */
/** @typedef {[share: number, share: number]} Between */
/** @typedef {{ label: string, ticks: [value: number, text: string][] }} Axis */
/**
 * @typedef {object} Row
 * @property {string} label
 * @property {[kind: Standing | `${Standing}_stale`, count: number][]} segments from left to right
 * @property {string} [number] before the label
 * @property {Standing} [own] where the chosen municipality stands, as a hexagon before the label
 * @property {boolean} [own_stale]
 * @property {string} [inside] the count of the first stretch: within it where it fits, else behind it
 * @property {number} [inside_room] the count that they have room in
 * @property {Between | null} [bounds]
 * @property {Between | null} [interval]
 * @property {number | null} [estimate]
 * @property {string} [strong] at right of the bar
 * @property {string} [faint] at right of that
 * @property {string} [under] instead of both, where there is no room beside the bar
 * @property {[strong: string, reason: string]} [withheld] behind a lock, instead of a bar
 */
/**
 * @typedef {object} Bars
 * @property {string} alt
 * @property {import("./signs.js").Key} key
 * @property {Row[]} rows
 * @property {number} [scale] the longest bar there can be; without it the longest there is
 * @property {Axis} [axis]
 * @property {Axis} [panel] of the estimates
 * @property {[strong: string, faint: string]} [heads] over the words at right of the bars
 * @property {boolean} [is_plain] counts that are no standings
 * @property {boolean} [short_labels] that have room before the bars on a narrow screen too
 */
/** @typedef {ReturnType<typeof measured>} Measures */

const BAR = 20;
const NUMBER = 26; // what the number of a step takes, and a hexagon
const GAP = 44; // before the panel
const FAINT = { "font-size": 12.5, class: "faint" };

/** @param {import("./mounting.js").Component<Bars>} component */
export default function bars(component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const measures = measured(data, width);
    const { tall } = measures;
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": data.alt }, patterns());
    if (data.axis) picture.append(...axis(data.axis, measures));
    if (measures.side && data.panel) picture.append(...panelAxis(data.panel, measures));
    if (data.heads && measures.figures) picture.append(...heads(data.heads, measures));
    data.rows.forEach((row, place) => {
      picture.append(...drawnRow(row, place, data, measures));
    });
    box.replaceChildren(...(data.key.length ? [keyList(data.key)] : []), picture);
  });
}

/**
 * Where things stand: what the labels, the figures and the panel take, and what is left for the bars.
 * @param {Bars} data
 * @param {number} width
 */
function measured(data, width) {
  const { rows } = data;
  const wide = width >= 720;
  const hasPanel = rows.some((row) => row.bounds);
  const before = (rows.some((row) => row.number) ? NUMBER : 0) + (rows.some((row) => row.own) ? NUMBER : 0);
  const longest = Math.max(...rows.map((row) => row.label.length)) * 7.2 + 14;
  const hasLabels = width >= 480 || data.short_labels;
  const labels = hasLabels ? before + Math.min(longest, wide ? (data.is_plain ? 340 : 270) : 180) : 0;
  const hasFaint = rows.some((row) => row.faint);
  const hasFigures = labels > 0 && rows.some((row) => row.strong || row.faint);
  const figures = !hasFigures ? 0 : wide && hasPanel ? 112 : hasFaint ? 96 : 44;
  const side = wide && hasPanel ? 150 : 0;
  const high = labels ? 35 : hasPanel ? 62 : 46;
  const top = data.axis ? 34 : 4;
  const length = width - labels - (side ? side + GAP : 0) - figures - (figures ? 12 : 0);
  const sums = rows.map((row) => row.segments.reduce((sum, [, count]) => sum + count, 0));
  const largest = data.scale ?? Math.max(...sums);
  const long = (/** @type {number} */ count) => (count / largest) * length;
  const tall = top + high * rows.length + 2;
  return { width, labels, figures, side, sideAt: labels + length + 30, high, top, tall, long };
}

/**
 * @param {Axis} axis
 * @param {Measures} measures
 */
function axis({ label, ticks }, { labels, long }) {
  let last = -100;
  const drawn = ticks.flatMap(([value, text]) => {
    const x = labels + long(value);
    if (x - last < 34) return [];
    last = x;
    return [s("text", { x, y: 27, ...FAINT, "text-anchor": value ? "middle" : "start" }, text)];
  });
  return [s("text", { x: labels, y: 11, "font-size": 12.5, class: "soft" }, label), ...drawn];
}

/**
 * @param {Axis} panel
 * @param {Measures} measures
 */
function panelAxis({ label, ticks }, { side, sideAt, top, tall }) {
  const drawn = ticks.flatMap(([share, text]) => {
    const x = sideAt + share * side;
    const anchor = share === 0 ? "start" : share === 1 ? "end" : "middle";
    return [
      s("text", { x, y: 27, ...FAINT, "text-anchor": anchor }, text),
      s("line", { x1: x, x2: x, y1: top - 2, y2: tall, style: "stroke: var(--grid)" }),
    ];
  });
  return [s("text", { x: sideAt, y: 11, "font-size": 12.5, class: "soft" }, label), ...drawn];
}

/**
 * @param {[strong: string, faint: string]} words
 * @param {Measures} measures
 */
function heads([strong, faint], { width, side }) {
  const look = { y: 27, ...FAINT, "text-anchor": "end" };
  return [s("text", { ...look, x: strongAt(width, side) }, strong), s("text", { ...look, x: width }, faint)];
}

/**
 * Where the strong words end, with room for the faint ones behind them.
 * @param {number} width
 * @param {number} side
 */
function strongAt(width, side) {
  return width - (side ? 56 : 54) - 2;
}

/**
 * @param {Row} row
 * @param {number} place
 * @param {Bars} data
 * @param {Measures} measures
 */
function drawnRow(row, place, data, measures) {
  const { labels, high, top } = measures;
  const y = top + high * place + (labels ? (high - BAR) / 2 : 20);
  const baseline = labels ? y + BAR / 2 + 5 : y - 6;
  return [
    ...label(row, baseline, measures),
    ...withheld(row, y + BAR / 2, measures),
    ...stretches(row, y, data, measures),
    ...(measures.side ? estimate(row, y + BAR / 2, measures) : []),
    ...figures(row, y, baseline, measures),
  ];
}

/**
 * The label, after the number of the step and the hexagon of the chosen municipality.
 * @param {Row} row
 * @param {number} baseline
 * @param {Measures} measures
 */
function label({ number, own, own_stale: isStale, label }, baseline, { labels }) {
  /** @type {SVGElement[]} */
  const drawn = [];
  let from = 0;
  if (number) {
    drawn.push(s("text", { x: 0, y: baseline, "font-size": 14, class: "faint" }, number));
    from = NUMBER;
  }
  if (own) {
    const ring = hexagon(from + 8, baseline - 5, 9.5);
    drawn.push(
      hexMark(from + 8, baseline - 5, 8, own, isStale),
      s("polygon", { points: ring, style: "fill: none; stroke: var(--own)", "stroke-width": 2 }),
    );
    from += NUMBER;
  }
  const parts = labels ? lines(label, Math.floor((labels - from - 8) / 6.7)) : [label];
  const words = parts.map((part, line) => {
    const y = baseline + (parts.length === 2 ? (line ? 8 : -8) : 0);
    return s("text", { x: from, y, "font-size": 14 }, part);
  });
  return [...drawn, ...words];
}

/**
 * The lock with what is behind it, in the place of the bar.
 * @param {Row} row
 * @param {number} middle
 * @param {Measures} measures
 */
function withheld({ withheld: told }, middle, { width, labels }) {
  if (!told) return [];
  const [strong, reason] = told;
  const said = lines(`${strong} ${reason}`, Math.floor((width - labels - 24) / 6.3));
  const words = said.map((part, place) => {
    const look = { y: middle + 5 + (said.length === 2 ? (place ? 8 : -8) : 0), "font-size": 13.5, class: "soft" };
    if (place) return s("text", { x: labels + 24, ...look }, part);
    const first = s("tspan", { class: "strong" }, strong);
    return s("text", { x: labels + 24, ...look }, first, part.slice(strong.length));
  });
  return [lockAt(labels, middle - 9, 18), ...words];
}

/**
 * @param {Row} row
 * @param {number} y
 * @param {Bars} data
 * @param {Measures} measures
 */
function stretches({ segments, inside, inside_room: room = 0 }, y, data, { labels, long }) {
  let x = labels;
  /** @type {SVGElement[]} */
  const drawn = segments.map(([kind, count]) => {
    const [from, size] = [x, long(count)];
    x += size;
    if (data.is_plain) return s("rect", { x: from, y, width: size, height: BAR, style: "fill: var(--started)" });
    const standing = /** @type {Standing} */ (kind.replace("_stale", ""));
    return barMark(from, y, size, BAR, standing, kind.endsWith("_stale"));
  });
  if (!inside) return drawn;
  const words = { "font-size": 13.5, class: "strong", y: y + 15 };
  if (long(room) > inside.length * 8 + 10) {
    drawn.push(s("text", { ...words, x: labels + 6, style: "fill: var(--on-finished)" }, inside));
  } else if (inside !== "0") {
    const first = segments.filter(([kind]) => kind.startsWith("finished")).reduce((sum, [, count]) => sum + count, 0);
    const halo = "fill: var(--ink); stroke: var(--paper); stroke-width: 3px; paint-order: stroke";
    drawn.push(s("text", { ...words, x: labels + long(first) + 4, style: halo }, inside));
  }
  return drawn;
}

/**
 * The estimate in its interval, between the bounds.
 * @param {Row} row
 * @param {number} middle
 * @param {Measures} measures
 */
function estimate({ bounds, interval, estimate }, middle, { side, sideAt }) {
  const at = (/** @type {number} */ share) => sideAt + share * side;
  /** @type {SVGElement[]} */
  const drawn = [];
  if (bounds) {
    const width = Math.max((bounds[1] - bounds[0]) * side, 1);
    drawn.push(s("rect", { x: at(bounds[0]), y: middle - 6, width, height: 12, style: "fill: var(--band)" }));
  }
  if (interval) {
    const ends = { x1: at(interval[0]), x2: at(interval[1]), y1: middle, y2: middle };
    drawn.push(s("line", { ...ends, style: "stroke: var(--finished)", "stroke-width": 2 }));
  }
  if (estimate !== null && estimate !== undefined) {
    drawn.push(s("circle", { cx: at(estimate), cy: middle, r: 4, style: "fill: var(--finished)" }));
  }
  return drawn;
}

/**
 * The words at right of the bar, or where there is no room for them under it or above.
 * @param {Row} row
 * @param {number} y
 * @param {number} baseline
 * @param {Measures} measures
 */
function figures({ strong, faint, under }, y, baseline, { width, figures, side }) {
  const atRight = { class: "strong", "text-anchor": "end" };
  if (figures) {
    const x = faint ? strongAt(width, side) : width;
    return [
      ...(strong ? [s("text", { x, y: y + 15, "font-size": 14.5, ...atRight }, strong)] : []),
      ...(faint ? [s("text", { x: width, y: y + 15, "font-size": 13.5, ...atRight, class: "soft" }, faint)] : []),
    ];
  }
  if (under) return [s("text", { x: 0, y: y + BAR + 15, "font-size": 13, class: "soft" }, under)];
  return strong ? [s("text", { x: width, y: baseline, "font-size": 14, ...atRight }, strong)] : [];
}
