// @ts-check
// A receipt: how many rows became what, and each row that asks for attention with what to do about it.
// data: the receipt in words. Also drawn by the way by workbook, before anything is handed in.

import { h, s } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";

/** @typedef {{ sign: string, label: string, value: string, unit: string, note: string }} Count */
/**
 * @typedef {object} Row
 * @property {string} sign
 * @property {string} mark
 * @property {string} rule
 * @property {string} place
 * @property {string} column
 * @property {string} written
 * @property {string} what
 * @property {string} address where it can be put right, "" for nowhere
 */
/**
 * @typedef {object} Receipt
 * @property {string} title
 * @property {string} lead
 * @property {boolean} is_rejected
 * @property {Count[]} counts
 * @property {string[]} heads
 * @property {Row[]} rows
 * @property {string} caption
 * @property {string} mend
 * @property {{ title: string, heads: string[], rows: string[][] }} otherwise
 * @property {string[]} notes
 */

/** @param {import("../../drawing/mounting.js").Component<Receipt>} component */
export default function receipt(component) {
  return mount(component, (box) => box.replaceChildren(receiptOf(component.data)));
}

const line = (/** @type {string} */ d, /** @type {string} */ stroke) =>
  s("path", { d, style: `fill: none; stroke: var(${stroke})`, "stroke-width": 1.8 });
const frame = (/** @type {string} */ d) => line(d, "--ink");
/** @type {Record<string, () => SVGElement[]>} */
const SIGNS = {
  accepted: () => [
    s("circle", { cx: 9, cy: 10, r: 7.5, style: "fill: var(--finished)" }),
    line("M5.5 10.2l2.4 2.5 4.6-5", "--paper"),
  ],
  unchanged: () => [
    s("circle", { cx: 9, cy: 10, r: 6.5, style: "fill: none; stroke: var(--outline)", "stroke-width": 1.8 }),
  ],
  corrections: () => [
    line("M9 2.5L16.5 10L9 17.5L1.5 10Z", "--finished"),
    line("M5.5 10h6M9 7l3 3l-3 3", "--finished"),
  ],
  quarantined: () => [frame("M2 3h14v14H2Z"), frame("M5.5 10h7")],
  error: () => [frame("M2 3h14v14H2Z"), frame("M5.5 10h7")],
  warning: () => [frame("M9 2.5L17 17H1Z"), frame("M9 7.5v5M9 14v1.4")],
  clock: () => [
    s("circle", { cx: 9, cy: 10, r: 7.2, style: "fill: none; stroke: var(--finished)", "stroke-width": 1.8 }),
    line("M9 6v4.4l3 1.8", "--finished"),
  ],
};

/** @param {string} name */
export const mark = (name) => s("svg", { width: 18, height: 20, "aria-hidden": "true" }, SIGNS[name]());

/** @param {Receipt} data */
export function receiptOf(data) {
  const counts = data.counts.map((count) =>
    h(
      "div",
      { class: "count" },
      h("dt", {}, mark(count.sign), count.label),
      h("dd", { class: "value" }, count.value, h("span", { class: "unit" }, ` ${count.unit}`)),
      h("dd", { class: "soft" }, count.note),
    ),
  );
  return h(
    "div",
    { class: "receipt" },
    counts.length ? h("dl", { class: "counts" }, counts) : null,
    h("h2", {}, data.title),
    data.lead ? h("p", { class: "soft" }, data.lead) : null,
    data.rows.length ? table(data) : null,
    data.otherwise.rows.length ? otherwise(data.otherwise) : null,
    data.notes.length
      ? h(
          "ul",
          { class: "soft" },
          data.notes.map((note) => h("li", {}, note)),
        )
      : null,
  );
}

/** @param {Receipt} data */
function table(data) {
  const rows = data.rows.map((row) =>
    h(
      "tr",
      { class: row.sign },
      h(
        "th",
        { scope: "row" },
        h("div", { class: "became" }, mark(row.sign), h("span", {}, row.mark, h("small", {}, row.rule))),
      ),
      [row.place, row.column, row.written, row.what].map((text, place) =>
        h(
          "td",
          { "data-label": data.heads[place + 1], class: text ? null : "empty" },
          text,
          place === 3 && row.address ? [" ", h("a", { class: "screen-only", href: row.address }, data.mend)] : null,
        ),
      ),
    ),
  );
  const heads = data.heads.map((word) => h("th", { scope: "col" }, word));
  return h(
    "table",
    {},
    h("caption", { class: "hidden" }, data.caption),
    h("thead", {}, h("tr", {}, heads)),
    h("tbody", {}, rows),
  );
}

/**
 * What is said otherwise than before, with what it was.
 * @param {Receipt["otherwise"]} data
 */
function otherwise({ title, heads, rows }) {
  const cells = (/** @type {string[]} */ [where, ...rest]) => [
    h("th", { scope: "row" }, where),
    rest.map((text, place) => h("td", { "data-label": heads[place + 1] }, text)),
  ];
  return h(
    "section",
    { class: "otherwise" },
    h("h2", {}, title),
    h(
      "table",
      {},
      h("caption", { class: "hidden" }, title),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map((word) => h("th", { scope: "col" }, word)),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) => h("tr", {}, cells(row))),
      ),
    ),
  );
}
