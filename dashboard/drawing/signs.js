// @ts-check
// The key of a figure: its signs, each with its word.

import { h, s } from "./elements.js";
import { lockAt } from "./lock.js";
import { diamond, slipArc } from "./own_targets.js";
import { barMark, hexagon, hexMark, patterns } from "./status_scale.js";

/** @typedef {() => SVGElement} Sign draws a sign of 18 by 20 */
/** @typedef {[sign: string, word: string][]} Key */

/** @type {Record<string, Sign>} */
const SIGNS = {
  finished: () => hexMark(9, 10, 8.5, "finished"),
  started: () => hexMark(9, 10, 8.5, "started"),
  not_started: () => hexMark(9, 10, 8.5, "not_started"),
  not_reported: () => hexMark(9, 10, 9, "not_reported"),
  not_applicable: () => hexMark(9, 10, 8.5, "not_applicable"),
  stale: () => hexMark(9, 10, 8.5, "finished", true),
  level: () => hexMark(9, 10, 8.5, "level", false, 0.65),
  level_none: () => hexMark(9, 10, 8.5, "level", false, 0),
  bar_finished: () => barMark(0, 4, 18, 12, "finished"),
  bar_started: () => barMark(0, 4, 18, 12, "started"),
  bar_not_started: () => barMark(0, 4, 18, 12, "not_started"),
  bar_not_reported: () => barMark(0, 4, 18, 12, "not_reported"),
  bar_stale: () => barMark(0, 4, 18, 12, "finished", true),
  bar_not_applicable: () => barMark(0, 4, 18, 12, "not_applicable"),
  first_target: () => diamond(9, 10, false),
  last_target: () => diamond(9, 10, true),
  slip: () => slipArc(1, 17, 18),
  own: () => s("polygon", { points: hexagon(9, 10, 8), style: "fill: none; stroke: var(--own)", "stroke-width": 2.6 }),
  lock: () => lockAt(0, 1, 18),
  estimate: () => s("circle", { cx: 9, cy: 10, r: 4, style: "fill: var(--finished)" }),
  interval: () => s("line", { x1: 0, x2: 18, y1: 10, y2: 10, style: "stroke: var(--finished)", "stroke-width": 2 }),
  bounds: () => s("rect", { x: 0, y: 5, width: 18, height: 10, style: "fill: var(--band)" }),
  pale: () => s("rect", { x: 0, y: 5, width: 18, height: 10, style: "fill: var(--pale)" }),
  middle: () => s("rect", { x: 0, y: 5, width: 18, height: 10, style: "fill: var(--middle)" }),
  dashed: () =>
    s("rect", {
      x: 0.5,
      y: 5,
      width: 17,
      height: 10,
      style: "fill: none; stroke: var(--outline)",
      "stroke-dasharray": "3 2.5",
    }),
  box: () =>
    s("rect", {
      x: 0.6,
      y: 4.6,
      width: 16.8,
      height: 10.8,
      style: "fill: none; stroke: var(--outline)",
      "stroke-width": 1.2,
    }),
  line: () => s("line", { x1: 0, x2: 18, y1: 10, y2: 10, style: "stroke: var(--finished)", "stroke-width": 2.6 }),
  line_mid: () => s("line", { x1: 0, x2: 18, y1: 10, y2: 10, style: "stroke: var(--started)", "stroke-width": 2.6 }),
  line_dashed: () =>
    s("line", {
      x1: 0,
      x2: 18,
      y1: 10,
      y2: 10,
      style: "stroke: var(--ink3)",
      "stroke-width": 2,
      "stroke-dasharray": "5 3",
    }),
  dotted: () =>
    s("line", {
      x1: 0,
      x2: 18,
      y1: 10,
      y2: 10,
      style: "stroke: var(--ink3)",
      "stroke-width": 1.4,
      "stroke-dasharray": "1.5 2.5",
    }),
  dot: () => s("circle", { cx: 9, cy: 10, r: 5, style: "fill: var(--finished)" }),
  dot_own: () => s("circle", { cx: 9, cy: 10, r: 5.5, style: "fill: var(--own)" }),
  dot_few: () =>
    s("circle", {
      cx: 9,
      cy: 10,
      r: 5,
      style: "fill: var(--paper); stroke: var(--ink3)",
      "stroke-width": 1.6,
      "stroke-dasharray": "2.5 2",
    }),
  bar_few: () =>
    s("rect", {
      x: 0.6,
      y: 4.6,
      width: 16.8,
      height: 10.8,
      style: "fill: var(--pale); stroke: var(--ink3)",
      "stroke-dasharray": "2.5 2",
    }),
  ring: () => s("circle", { cx: 9, cy: 10, r: 5, style: "fill: var(--paper); stroke: var(--ink)", "stroke-width": 2 }),
  thin: () =>
    s("line", {
      x1: 9,
      x2: 9,
      y1: 3,
      y2: 17,
      style: "stroke: var(--finished); stroke-opacity: 0.55",
      "stroke-width": 1.4,
    }),
  tick: () => s("line", { x1: 9, x2: 9, y1: 2, y2: 18, style: "stroke: var(--finished)", "stroke-width": 2.6 }),
  pin: () =>
    s(
      "g",
      {},
      s("line", { x1: 9, x2: 9, y1: 4, y2: 19, style: "stroke: var(--ink)", "stroke-width": 2.4 }),
      s("circle", { cx: 9, cy: 4, r: 3.6, style: "fill: var(--ink)" }),
    ),
  diamond: () => s("path", { d: "M9 3L16 10L9 17L2 10Z", style: "fill: var(--ink)" }),
  diamond_open: () =>
    s("path", { d: "M9 3L16 10L9 17L2 10Z", style: "fill: var(--paper); stroke: var(--ink)", "stroke-width": 1.6 }),
};

/**
 * One sign, as it stands in a key; who hears the page hears the word beside it.
 * @param {string} name
 * @param {Record<string, Sign>} own signs that this figure alone has
 */
export function sign(name, own = {}) {
  return s("svg", { width: 18, height: 20, "aria-hidden": "true" }, patterns(), (own[name] ?? SIGNS[name])());
}

/**
 * @param {Key} entries
 * @param {Record<string, Sign>} own signs that this figure alone has
 */
export function keyList(entries, own = {}) {
  return h(
    "ul",
    { class: "key" },
    entries.map(([name, word]) => h("li", {}, sign(name, own), word)),
  );
}
