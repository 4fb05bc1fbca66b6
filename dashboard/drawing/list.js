// @ts-check
// A table to act on: sorted by a click on a head, the first rows at once and the rest on request.
// data: columns and rows in words, with what to sort them by. Tells what was opened (`open`).

import { h } from "./elements.js";
import { focusOn, mount } from "./mounting.js";
import { isWhole, MOST_ROWS } from "./whole.js";

/**
 * A minor column makes way on a narrow screen, a spare one on a phone. `is_link`: its cells lead to what they name.
 * @typedef {object} Column
 * @property {string} label
 * @property {boolean} [is_number]
 * @property {boolean} [is_link]
 * @property {boolean} [is_minor]
 * @property {boolean} [is_spare]
 */
/**
 * `open`: where the row leads; `links`: where each cell leads, when they lead to different places.
 * @typedef {object} Row
 * @property {string[]} cells
 * @property {(string | number | null)[]} sort null where it is unknown
 * @property {string | null} [open]
 * @property {(string | null)[]} [links]
 * @property {boolean} [is_own]
 * @property {boolean} [is_chosen]
 */
/**
 * @typedef {object} List
 * @property {string} caption
 * @property {string} language
 * @property {Column[]} columns
 * @property {Row[]} rows
 * @property {number} first how many are shown at once
 * @property {{ all: string, fewer: string, sideways?: string, left_out?: string }} words
 * @property {boolean} [is_blocks] whether a narrow screen shows a row as a block
 */
/** @typedef {{ column: number | null, isDown: boolean, isAll: boolean }} Order */

/** @type {WeakMap<ShadowRoot, Order>} */
const orders = new WeakMap();

/** @param {import("./mounting.js").Component<List>} component */
export default function list(component) {
  const { data, parentElement, setTriggerValue } = component;
  /** @type {Order} */
  const order = orders.get(parentElement) ?? { column: null, isDown: false, isAll: false };
  orders.set(parentElement, order);

  const draw = (/** @type {HTMLElement} */ box) => {
    const rows = ordered(data, order);
    const sortBy = (/** @type {number} */ place) => {
      // of a number the question is mostly who has most: the highest comes first
      order.isDown = order.column === place ? !order.isDown : Boolean(data.columns[place].is_number);
      order.column = place;
      draw(box);
      focusOn(box, `head${place}`);
    };
    const showAll = () => {
      order.isAll = !order.isAll;
      draw(box);
    };
    const open = (/** @type {string} */ to) => setTriggerValue("open", to);
    const most = isWhole() ? MOST_ROWS : order.isAll ? rows.length : data.first;
    const seen = rows.slice(0, most);
    const more = { type: "button", class: "more", "data-focus": "more", onclick: showAll };
    const under = () => {
      if (isWhole()) return rows.length > MOST_ROWS ? h("p", { class: "left-out" }, data.words.left_out ?? "") : "";
      return rows.length > data.first ? h("button", more, order.isAll ? data.words.fewer : data.words.all) : "";
    };
    box.replaceChildren(
      h(
        "table",
        { class: data.is_blocks ? "blocks" : null },
        h("caption", { class: "hidden" }, data.caption),
        h("thead", {}, heads(data.columns, order, sortBy)),
        h(
          "tbody",
          {},
          seen.map((row) => drawnRow(row, data.columns, open)),
        ),
      ),
      under(),
    );
    if (data.words.sideways && !isWhole() && box.scrollWidth > box.clientWidth + 1) {
      box.prepend(h("p", { class: "sideways" }, data.words.sideways));
    }
  };
  return mount(component, draw, { hasRows: true });
}

/**
 * The rows as a visitor ordered them, those that are equal as they came; what is unknown stands last, either way.
 * @param {List} data
 * @param {Order} order
 */
function ordered({ rows, language }, { column, isDown }) {
  if (column === null) return rows;
  const turn = isDown ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [one.sort[column], other.sort[column]];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return turn * (typeof a === "string" ? a.localeCompare(String(b), language) : a - Number(b));
  });
}

/** @param {Column} column */
const classOf = (column) =>
  (column.is_number ? "number " : "") + (column.is_minor ? "minor" : column.is_spare ? "spare" : "");

/**
 * @param {Column[]} columns
 * @param {Order} order
 * @param {(place: number) => void} sortBy
 */
function heads(columns, order, sortBy) {
  const head = (/** @type {Column} */ column, /** @type {number} */ place) => {
    const isSorted = order.column === place;
    const button = { type: "button", class: "sort", "data-focus": `head${place}`, onclick: () => sortBy(place) };
    const arrow = isSorted ? (order.isDown ? " ↓" : " ↑") : " ↕"; // a head that sorts looks so
    return h(
      "th",
      {
        scope: "col",
        class: classOf(column),
        "aria-sort": isSorted ? (order.isDown ? "descending" : "ascending") : null,
      },
      h("button", button, column.label, h("span", { class: "arrow", "aria-hidden": "true" }, arrow)),
    );
  };
  return h("tr", {}, columns.map(head));
}

/**
 * @param {Row} row
 * @param {Column[]} columns
 * @param {(to: string) => void} open
 */
function drawnRow(row, columns, open) {
  const cell = (/** @type {string} */ text, /** @type {number} */ place) => {
    const column = columns[place];
    const to = row.links ? row.links[place] : row.open;
    const inside =
      column.is_link && to ? h("button", { type: "button", class: "open", onclick: () => open(to) }, text) : text;
    const attributes = { class: classOf(column) + (text ? "" : " empty"), "data-label": column.label };
    return place ? h("td", attributes, inside) : h("th", { scope: "row", ...attributes }, inside);
  };
  const kind = row.is_own ? "own" : row.is_chosen ? "chosen" : null;
  return h("tr", { class: kind, "aria-current": row.is_chosen ? "true" : null }, row.cells.map(cell));
}
