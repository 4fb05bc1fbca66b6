// @ts-check
// The cost table: the kind of each value as a tag, and what was spent as a small bar against the estimate.
// data: a row of words for each step, with its bar or with words instead of it; and the totals.

import { h, s } from "../../drawing/elements.js";
import { lock } from "../../drawing/lock.js";
import { mount } from "../../drawing/mounting.js";

/** @typedef {"step" | "kind" | "per" | "estimate" | "spent" | "count" | "bar"} Column */
/**
 * In euro; `spent` is null where nobody said it. `alt`: the same in words.
 * @typedef {{ spent: number | null, low: number, high: number, alt: string }} Bar
 */
/**
 * @typedef {object} Row
 * @property {string} number of the step
 * @property {string} label
 * @property {[kind: string, word: string]} tag
 * @property {string} per what one municipality spends, at least and at most
 * @property {string} estimate
 * @property {string} spent
 * @property {string} count how many municipalities said what they spent
 * @property {Bar | null} bar
 * @property {string} words why there is no bar
 * @property {[strong: string, reason: string]} [withheld] behind a lock, instead of a bar
 */
/** @typedef {{ label: string, estimate: string, spent: string, count: string }} Total */
/**
 * @typedef {object} CostTable
 * @property {string} caption
 * @property {Record<Column, string>} columns the heads
 * @property {number} scale the longest bar, in euro
 * @property {Row[]} rows
 * @property {Total[]} totals
 */

/** @param {import("../../drawing/mounting.js").Component<CostTable>} component */
export default function costTable(component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const long = width < 860 ? 140 : 222;
    box.replaceChildren(
      h(
        "table",
        {},
        h("caption", { class: "hidden" }, data.caption),
        h("thead", {}, heads(data.columns)),
        h(
          "tbody",
          {},
          data.rows.map((row) => rowOf(row, data.scale, long)),
        ),
        h("tfoot", {}, data.totals.map(totalOf)),
      ),
    );
  });
}

/** @param {Record<Column, string>} columns */
function heads(columns) {
  /**
   * @param {Column} name
   * @param {string} [kind]
   */
  const head = (name, kind) => h("th", { scope: "col", class: kind }, columns[name]);
  return h(
    "tr",
    {},
    head("step"),
    head("kind", "minor"),
    head("per", "number minor"),
    head("estimate", "number"),
    head("spent", "number"),
    head("count", "number"),
    head("bar", "minor"),
  );
}

/**
 * @param {Row} row
 * @param {number} scale
 * @param {number} long
 */
function rowOf(row, scale, long) {
  const tag = () => h("span", { class: `tag ${row.tag[0]}` }, row.tag[1]);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, h("span", { class: "place" }, row.number), row.label, tag()),
    h("td", { class: "minor" }, tag()),
    h("td", { class: "number minor" }, row.per),
    h("td", { class: "number" }, row.estimate),
    h("td", { class: "number" }, row.spent),
    h("td", { class: "number" }, row.count),
    h("td", { class: "bar minor" }, beside(row, scale, long)),
  );
}

/**
 * The bar; or why there is none.
 * @param {Row} row
 * @param {number} scale
 * @param {number} long
 */
function beside({ bar: drawn, words, withheld }, scale, long) {
  if (withheld) {
    const [strong, reason] = withheld;
    return h("span", { class: "words withheld" }, lock(), h("span", {}, h("strong", {}, strong), ` ${reason}`));
  }
  return drawn ? bar(drawn, scale, long) : h("span", { class: "words" }, words);
}

/** @param {Total} total */
function totalOf(total) {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, total.label),
    h("td", { class: "minor" }),
    h("td", { class: "minor" }),
    h("td", { class: "number" }, total.estimate),
    h("td", { class: "number" }, total.spent),
    h("td", { class: "number" }, total.count),
    h("td", { class: "minor" }),
  );
}

/**
 * The estimate from low to high, and over it what was spent.
 * @param {Bar} bar
 * @param {number} scale
 * @param {number} long
 */
function bar({ spent, low, high, alt }, scale, long) {
  /** @param {number} eur */
  const at = (eur) => 1 + (eur / scale) * (long - 4);
  const estimate = {
    x: at(low),
    y: 4.5,
    width: Math.max(at(high) - at(low), 1),
    height: 11,
    style: "fill: none; stroke: var(--outline)",
    "stroke-dasharray": "3 2.5",
  };
  return s(
    "svg",
    { width: long, height: 20, role: "img", "aria-label": alt },
    high > low ? s("rect", estimate) : null,
    spent === null
      ? null
      : s("rect", { x: 0, y: 6, width: Math.max(at(spent), 1), height: 8, style: "fill: var(--finished)" }),
    s("line", { x1: at(low), x2: at(low), y1: 2, y2: 18, style: "stroke: var(--ink)", "stroke-width": 2 }),
  );
}
