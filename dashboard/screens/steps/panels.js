// @ts-check
// Small panels of the same measure beside each other: a step curve with its band, before the curve of all together.
// data: the axes, the curve of all, and for each panel its own.

import { s } from "../../drawing/elements.js";
import { lines } from "../../drawing/label_lines.js";
import { mount } from "../../drawing/mounting.js";

/**
 * A month, the share that had finished by then, and its band; null where there is none.
 * @typedef {[month: number, share: number, low: number | null, high: number | null]} Point
 */
/** @typedef {{ name: string, sub: string, line: Point[] | null, median: number | null }} Panel */
/**
 * @typedef {object} Panels
 * @property {string} alt
 * @property {number} last the last month on the axis
 * @property {[month: number, text: string][]} ticks
 * @property {[share: number, text: string][]} shares
 * @property {string} axis what the months are counted from
 * @property {Point[] | null} whole
 * @property {Panel[]} panels
 */
/**
 * One panel: its left upper corner, how wide it is, how far the plot stands below its top, and where a month and a
 * share stand.
 * @typedef {object} Place
 * @property {number} x0
 * @property {number} y0
 * @property {number} extra what names on two lines take
 * @property {(month: number) => number} at
 * @property {(share: number) => number} up
 */

const LEFT = 38; // for the shares
const PLOT = 110;
const FOOT = 34;
const LETTER = 7.2; // as wide as a letter is
const LINE = 17;

/** @param {import("../../drawing/mounting.js").Component<Panels>} component */
export default function panels(component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const longest = Math.max(...data.panels.map((panel) => panel.name.length));
    const room = longest * LETTER > 340 ? 300 : width < 640 ? 165 : 200; // a long name must fit on two lines
    const mostAcross = Math.max(1, Math.floor(width / room));
    const across = Math.ceil(data.panels.length / Math.ceil(data.panels.length / mostAcross)); // rows of equal length
    const gap = width < 640 ? 18 : 28;
    const wide = (width - gap * (across - 1)) / across;
    const names = data.panels.map((panel) => lines(panel.name, Math.floor(wide / LETTER)));
    const extra = names.some((parts) => parts.length > 1) ? LINE : 0;
    const high = 44 + extra + PLOT + FOOT;
    const tall = Math.ceil(data.panels.length / across) * high + 16;
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": data.alt });
    data.panels.forEach((panel, number) => {
      const x0 = (number % across) * (wide + gap);
      const y0 = Math.floor(number / across) * high;
      const at = (/** @type {number} */ month) => +(x0 + LEFT + (month / data.last) * (wide - LEFT - 8)).toFixed(1);
      const up = (/** @type {number} */ share) => +(y0 + 44 + extra + (1 - share) * PLOT).toFixed(1);
      const place = { x0, y0, extra, at, up };
      picture.append(
        ...heading(panel, names[number], place),
        ...axes(data, place),
        ...curves(panel, data.whole, place),
      );
    });
    const axis = { x: width, y: tall - 4, "font-size": 12.5, class: "faint", "text-anchor": "end" };
    picture.append(s("text", axis, data.axis));
    box.replaceChildren(picture);
  });
}

/**
 * @param {Panel} panel
 * @param {string[]} name
 * @param {Place} place
 */
function heading(panel, name, { x0, y0, extra }) {
  const parts = name.map((part, line) => {
    const y = y0 + 16 + extra - LINE * (name.length - 1 - line);
    return s("text", { x: x0, y, "font-size": 14, class: "strong" }, part);
  });
  return [...parts, s("text", { x: x0, y: y0 + 33 + extra, "font-size": 12.5, class: "soft" }, panel.sub)];
}

/**
 * @param {Panels} data
 * @param {Place} place
 */
function axes(data, { x0, at, up }) {
  const faint = { "font-size": 12.5, class: "faint" };
  const shares = data.shares.flatMap(([share, text]) => {
    const style = `stroke: var(--${share ? "grid" : "axis"})`;
    const words = { x: x0 + LEFT - 6, y: up(share) + 4, ...faint, "text-anchor": "end" };
    return [s("line", { x1: at(0), x2: at(data.last), y1: up(share), y2: up(share), style }), s("text", words, text)];
  });
  let last = -100;
  const ticks = data.ticks.flatMap(([month, text]) => {
    const x = at(month);
    if (x - last < 26) return [];
    last = x;
    return [s("text", { x, y: up(0) + 17, ...faint, "text-anchor": "middle" }, text)];
  });
  return [...shares, ...ticks];
}

/**
 * @param {Panel} panel
 * @param {Point[] | null} whole
 * @param {Place} place
 */
function curves(panel, whole, { at, up }) {
  const steps = (/** @type {Point[]} */ points, /** @type {1 | 2 | 3} */ value, isBack = false) =>
    stairs(
      points.map((point) => [at(point[0]), up(point[value] ?? 0)]),
      isBack,
    );
  const banded = (panel.line ?? []).filter((point) => point[2] !== null);
  const dashed = { style: "fill: none; stroke: var(--ink3)", "stroke-width": 1.4, "stroke-dasharray": "4 3" };
  const full = { style: "fill: none; stroke: var(--finished)", "stroke-width": 2.4 };
  const ring = { r: 4.5, style: "fill: var(--paper); stroke: var(--finished)", "stroke-width": 2 };
  return [
    banded.length > 1
      ? s("path", { d: `${steps(banded, 3)}${steps(banded, 2, true)}Z`, style: "fill: var(--pale)" })
      : null,
    whole ? s("path", { d: steps(whole, 1), ...dashed }) : null,
    panel.line ? s("path", { d: steps(panel.line, 1), ...full }) : null,
    panel.median !== null ? s("circle", { cx: at(panel.median), cy: up(0.5), ...ring }) : null,
  ].filter((drawn) => drawn !== null);
}

/**
 * A path in steps: it stays level until the next point. Back, it goes on from where a path was.
 * @param {[x: number, y: number][]} points
 * @param {boolean} isBack
 */
function stairs(points, isBack) {
  const all = isBack ? [...points].reverse() : points;
  return all
    .map(([x, y], place) => {
      if (!place) return `${isBack ? "L" : "M"}${x} ${y}`;
      return isBack ? `V${y}H${x}` : `H${x}V${y}`;
    })
    .join("");
}
