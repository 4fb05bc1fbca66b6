// @ts-check
// How many had reported by the end of each week of a round: a panel per table, this round before the one before it.
// data: the axes, the day on which VNG reads (a line that ends nothing), and per panel its lines and words.

import { h, s } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { keyList } from "../../drawing/signs.js";

/** @typedef {[week: number, share: number]} Point */
/** @typedef {{ name: string, sub: string, now: Point[], before: Point[], end: string, before_end: string }} Panel */
/**
 * @typedef {object} Weeks
 * @property {string} alt
 * @property {import("../../drawing/signs.js").Key} key
 * @property {number} last the last week on the axis
 * @property {number[]} ticks
 * @property {[share: number, text: string][]} shares
 * @property {string} axis
 * @property {number} read_week
 * @property {string} read_word
 * @property {Panel[]} panels
 */

const LEFT = 40;
const RIGHT = 76; // for the word at the end of the round before
const TOP = 66;
const PLOT = 130;
const HIGH = TOP + PLOT + 44;

/** @param {import("../../drawing/mounting.js").Component<Weeks>} component */
export default function roundWeeks(component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const across = width < 640 ? 1 : Math.min(data.panels.length, Math.floor(width / 300));
    const gap = 28;
    const wide = (width - gap * (across - 1)) / across;
    const tall = Math.ceil(data.panels.length / across) * HIGH;
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": data.alt });
    data.panels.forEach((panel, number) => {
      const x0 = (number % across) * (wide + gap);
      const y0 = Math.floor(number / across) * HIGH;
      picture.append(...drawn(panel, data, x0, y0, wide));
    });
    box.replaceChildren(keyList(data.key), h("div", {}, picture));
  });
}

/**
 * @param {Panel} panel
 * @param {Weeks} data
 * @param {number} x0
 * @param {number} y0
 * @param {number} wide
 */
function drawn(panel, data, x0, y0, wide) {
  const at = (/** @type {number} */ week) => +(x0 + LEFT + (week / data.last) * (wide - LEFT - RIGHT)).toFixed(1);
  const up = (/** @type {number} */ value) => +(y0 + TOP + (1 - value) * PLOT).toFixed(1);
  const faint = { "font-size": 12.5, class: "faint" };
  const path = (/** @type {Point[]} */ points) =>
    points.map(([week, value], place) => `${place ? "L" : "M"}${at(week)} ${up(value)}`).join("");
  const level = data.shares.flatMap(([value, text]) => [
    s("line", {
      x1: at(0),
      x2: at(data.last),
      y1: up(value),
      y2: up(value),
      style: `stroke: var(--${value ? "grid" : "axis"})`,
    }),
    s("text", { x: x0 + LEFT - 6, y: up(value) + 4, ...faint, "text-anchor": "end" }, text),
  ]);
  const ticks = data.ticks.map((week) =>
    s("text", { x: at(week), y: up(0) + 17, ...faint, "text-anchor": "middle" }, String(week)),
  );
  const reads = { x1: at(data.read_week), x2: at(data.read_week), y1: up(1), y2: up(0), style: "stroke: var(--ink)" };
  const [last, before] = [panel.now.at(-1), panel.before.at(-1)];
  const below = last && before && last[1] < before[1] ? 17 : -9; // away from the word of the round before
  return [
    s("text", { x: x0, y: y0 + 16, "font-size": 14, class: "strong" }, panel.name),
    s("text", { x: x0, y: y0 + 34, "font-size": 12.5, class: "soft" }, panel.sub),
    ...level,
    ...ticks,
    s("text", { x: at(data.last), y: up(0) + 34, ...faint, "text-anchor": "end" }, data.axis),
    s("line", { ...reads, "stroke-width": 1.4, "stroke-dasharray": "1.5 2.5" }),
    s("text", { x: at(data.read_week), y: up(1) - 6, "font-size": 12.5, "text-anchor": "middle" }, data.read_word),
    panel.before.length
      ? s("path", {
          d: path(panel.before),
          style: "fill: none; stroke: var(--ink3)",
          "stroke-width": 1.8,
          "stroke-dasharray": "5 3",
        })
      : null,
    before ? s("text", { x: at(before[0]) + 6, y: up(before[1]) + 4, ...faint }, panel.before_end) : null,
    s("path", { d: path(panel.now), style: "fill: none; stroke: var(--finished)", "stroke-width": 2.6 }),
    last ? s("circle", { cx: at(last[0]), cy: up(last[1]), r: 4, style: "fill: var(--finished)" }) : null,
    last
      ? s(
          "text",
          {
            x: at(last[0]) + 7,
            y: up(last[1]) + below,
            "font-size": 13,
            class: "strong",
            style: "fill: var(--finished)",
          },
          panel.end,
        )
      : null,
  ].filter((part) => part !== null);
}
