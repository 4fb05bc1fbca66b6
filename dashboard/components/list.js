// A table to act on: sorted by a click on a head, the first rows at once and the rest on request.

import { h } from "./elements.js";
import { mount } from "./mounting.js";

const orders = new WeakMap();

// A minor column makes way on a narrow screen, a spare one on a phone.
const classOf = (column) =>
  (column.is_number ? "number " : "") + (column.is_minor ? "minor" : column.is_spare ? "spare" : "");

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const order = orders.get(parentElement) ?? { column: null, isDown: false, isAll: false };
  orders.set(parentElement, order);

  const draw = (box) => {
    const rows = data.rows.map((row, place) => ({ ...row, place }));
    if (order.column !== null) {
      const turn = order.isDown ? -1 : 1;
      const worth = (row) => row.sort[order.column];
      rows.sort((one, other) => {
        const [a, b] = [worth(one), worth(other)];
        if (a === null || b === null) return (a === null) - (b === null); // unknown last, either way
        return turn * (typeof a === "string" ? a.localeCompare(b, data.language) : a - b) || one.place - other.place;
      });
    }
    const seen = order.isAll ? rows : rows.slice(0, data.first);
    const sortBy = (place) => {
      order.isDown = order.column === place ? !order.isDown : false;
      order.column = place;
      draw(box);
      box.querySelector(`[data-focus="head${place}"]`)?.focus();
    };
    const cell = (row, text, place) => {
      const column = data.columns[place];
      const to = row.links ? row.links[place] : row.open; // links: where each cell leads, when they lead to different places
      const inside =
        column.is_link && to
          ? h("button", { type: "button", class: "open", onclick: () => setTriggerValue("open", to) }, text)
          : text;
      return h(
        place ? "td" : "th",
        { scope: place ? null : "row", class: classOf(column) + (text ? "" : " empty"), "data-label": column.label },
        inside,
      );
    };
    box.replaceChildren(
      h(
        "table",
        { class: data.is_blocks ? "blocks" : null },
        h("caption", { class: "hidden" }, data.caption),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            data.columns.map((column, place) =>
              h(
                "th",
                {
                  scope: "col",
                  class: classOf(column),
                  "aria-sort": order.column === place ? (order.isDown ? "descending" : "ascending") : null,
                },
                h(
                  "button",
                  { type: "button", class: "sort", "data-focus": `head${place}`, onclick: () => sortBy(place) },
                  column.label,
                  h(
                    "span",
                    { class: "arrow", "aria-hidden": "true" },
                    order.column === place ? (order.isDown ? " ↓" : " ↑") : "",
                  ),
                ),
              ),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          seen.map((row) =>
            h(
              "tr",
              {
                class: row.is_own ? "own" : row.is_chosen ? "chosen" : null,
                "aria-current": row.is_chosen ? "true" : null,
              },
              row.cells.map((text, place) => cell(row, text, place)),
            ),
          ),
        ),
      ),
      ...(rows.length > data.first
        ? [
            h(
              "button",
              {
                type: "button",
                class: "more",
                "data-focus": "more",
                onclick: () => {
                  order.isAll = !order.isAll;
                  draw(box);
                },
              },
              order.isAll ? data.words.fewer : data.words.all,
            ),
          ]
        : []),
    );
    if (data.words.sideways && box.scrollWidth > box.clientWidth + 1)
      box.prepend(h("p", { class: "sideways" }, data.words.sideways));
  };
  return mount(component, draw);
}
