// @ts-check
// Small multiples: one panel per group, in each a bounds bar per row: what is said, what silence hides, what is not so.
// data: the axis, and for each group its rows with both bounds.

import { h, s } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { keyList } from "../../drawing/signs.js";
import { patterns } from "../../drawing/status_scale.js";

/**
 * Bounds are shares from 0 to 1; null where no municipality of the group has to do the step.
 * @typedef {{ number: string, label: string, low: number | null, high: number | null, text: string }} Row
 */
/** @typedef {{ title: string, note: string, alt: string, rows: Row[] }} Panel */
/** @typedef {{ key: import("../../drawing/signs.js").Key, axis: [share: number, text: string][], panels: Panel[] }} Multiples */

const MOST_ACROSS = 4;
const GAP = 40;
const NARROWEST = 250; // a panel with its gap
const [ROW, BAR, TOP, LEFT, RIGHT] = [21, 11, 20, 22, 54];

/** @param {import("../../drawing/mounting.js").Component<Multiples>} component */
export default function multiples(component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const across = Math.max(1, Math.min(MOST_ACROSS, Math.floor((width + GAP) / NARROWEST)));
    const wide = (width - GAP * (across - 1)) / across;
    const panels = data.panels.map((panel) =>
      h(
        "figure",
        { class: "panel" },
        h("figcaption", {}, h("strong", {}, panel.title), h("span", {}, panel.note)),
        drawn(panel, data.axis, wide),
      ),
    );
    const columns = `grid-template-columns: repeat(${across}, minmax(0, 1fr))`;
    box.replaceChildren(keyList(data.key), h("div", { class: "panels", style: columns }, panels));
  });
}

/**
 * @param {Panel} panel
 * @param {[share: number, text: string][]} axis
 * @param {number} wide
 */
function drawn(panel, axis, wide) {
  const tall = TOP + panel.rows.length * ROW + 2;
  const at = (/** @type {number} */ share) => LEFT + share * (wide - LEFT - RIGHT);
  const picture = s("svg", { width: wide, height: tall, role: "img", "aria-label": panel.alt }, patterns());
  for (const [share, words] of axis) {
    const anchor = share === 0 ? "start" : share === 1 ? "end" : "middle";
    picture.append(
      s("line", { x1: at(share), x2: at(share), y1: TOP - 4, y2: tall, style: "stroke: var(--grid)" }),
      s("text", { x: at(share), y: 12, "font-size": 12.5, class: "faint", "text-anchor": anchor }, words),
    );
  }
  panel.rows.forEach((row, place) => {
    picture.append(...drawnRow(row, TOP + place * ROW + (ROW - BAR) / 2, at, wide));
  });
  return picture;
}

/**
 * @param {Row} row
 * @param {number} y
 * @param {(share: number) => number} at
 * @param {number} wide
 */
function drawnRow({ number, label, low, high, text }, y, at, wide) {
  const name = { x: 16, y: y + BAR, "font-size": 13, class: "faint", "text-anchor": "end" };
  const named = s("text", name, s("title", {}, label), number);
  if (low === null || high === null) {
    return [named, s("text", { x: LEFT, y: y + BAR, "font-size": 13, class: "soft" }, text)];
  }
  const outline = { width: at(1) - at(0) - 1, height: BAR - 1, style: "fill: none; stroke: var(--outline)" };
  const [said, unknown] = [Math.max(at(low) - at(0), 0), Math.max(at(high) - at(low), 0)];
  return [
    named,
    s("rect", { x: at(0) + 0.5, y: y + 0.5, ...outline, "stroke-width": 1 }),
    s("rect", { x: at(0), y, width: said, height: BAR, style: "fill: var(--finished)" }),
    s("rect", { x: at(low), y, width: unknown, height: BAR, fill: "url(#hatch)" }),
    s("text", { x: wide, y: y + BAR, "font-size": 13, "text-anchor": "end" }, text),
  ];
}
