// The cost table: the kind of each value as a tag, and what was spent as a small bar against the estimate.
// data: { caption, scale, columns: {step, kind, per, estimate, spent, count, bar}, rows, totals }.
// A row: { number, label, tag: [kind, word], per, estimate, spent, count, bar: {spent, low, high, alt} | null, words }.

import { h, s } from "./elements.js";
import { mount } from "./mounting.js";

export default function (component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const long = width < 860 ? 140 : 222;
    const at = (eur) => 1 + (eur / data.scale) * (long - 4);
    const bar = ({ spent, low, high, alt }) =>
      s(
        "svg",
        { width: long, height: 20, role: "img", "aria-label": alt },
        high > low
          ? s("rect", {
              x: at(low),
              y: 4.5,
              width: Math.max(at(high) - at(low), 1),
              height: 11,
              style: "fill: none; stroke: var(--outline)",
              "stroke-dasharray": "3 2.5",
            })
          : null,
        spent === null
          ? null
          : s("rect", { x: 0, y: 6, width: Math.max(at(spent), 1), height: 8, style: "fill: var(--finished)" }),
        s("line", { x1: at(low), x2: at(low), y1: 2, y2: 18, style: "stroke: var(--ink)", "stroke-width": 2 }),
      );
    const tag = ([kind, word]) => h("span", { class: `tag ${kind}` }, word);
    const head = (name, kind) => h("th", { scope: "col", class: kind }, data.columns[name]);
    const total = (row) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, row.label),
        h("td", { class: "minor" }),
        h("td", { class: "minor" }),
        h("td", { class: "number" }, row.estimate),
        h("td", { class: "number" }, row.spent),
        h("td", { class: "number" }, row.count),
        h("td", { class: "minor" }),
      );
    box.replaceChildren(
      h(
        "table",
        {},
        h("caption", { class: "hidden" }, data.caption),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            head("step"),
            head("kind", "minor"),
            head("per", "number minor"),
            head("estimate", "number"),
            head("spent", "number"),
            head("count", "number"),
            head("bar", "minor"),
          ),
        ),
        h(
          "tbody",
          {},
          data.rows.map((row) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, h("span", { class: "place" }, row.number), row.label, tag(row.tag)),
              h("td", { class: "minor" }, tag(row.tag)),
              h("td", { class: "number minor" }, row.per),
              h("td", { class: "number" }, row.estimate),
              h("td", { class: "number" }, row.spent),
              h("td", { class: "number" }, row.count),
              h("td", { class: "bar minor" }, row.bar ? bar(row.bar) : h("span", { class: "words" }, row.words)),
            ),
          ),
        ),
        h("tfoot", {}, data.totals.map(total)),
      ),
    );
  });
}
