// @ts-check
// The matrix municipality × step as a grid to act on: sorted by any column, searched by name, walked with the arrow
// keys. Only the rows in sight are drawn, so that a whole country scrolls smoothly; the own municipality stays on top.
// data: the columns beside name and steps, and a row per municipality. Tells the code of the one that was opened
// (`open`).

import { h, s } from "../../drawing/elements.js";
import { focusedIn, focusOn, mount } from "../../drawing/mounting.js";
import { keyList } from "../../drawing/signs.js";
import { patterns } from "../../drawing/status_scale.js";
import { isWhole } from "../../drawing/whole.js";
import { cellOf, headOf, told } from "./grid_cells.js";
import { columnsOf, templateOf } from "./grid_columns.js";
import { ordered } from "./grid_order.js";
import { searchOf, sorterOf, walked } from "./grid_tools.js";

/** @typedef {import("../../drawing/status_scale.js").Standing} Standing */
/** @typedef {"f" | "s" | "n" | "r" | "a"} Letter a standing in one letter, so that a whole country stays small */
/**
 * @typedef {"municipality" | "search" | "placeholder" | "sort" | "count" | "none" | "step" | "hint" | "keys"
 *   | "stale"} Word
 */
/**
 * `is_first`: before the steps; `is_minor`: left out where there is no room.
 * @typedef {object} Beside
 * @property {string} key
 * @property {string} label
 * @property {number} width
 * @property {boolean} is_number
 * @property {boolean} [is_first]
 * @property {boolean} [is_minor]
 */
/**
 * One municipality. `marks` and `stale` have a sign for each step; `cells` and `sort` go with the columns beside them.
 * @typedef {object} Row
 * @property {string} code
 * @property {string} name
 * @property {string[]} aliases
 * @property {boolean} is_own
 * @property {string} marks a Letter each
 * @property {string} stale "1" or "0" each
 * @property {string[]} cells
 * @property {(string | number | null)[]} sort
 * @property {string} access its access model in full
 */
/**
 * @typedef {object} Grid
 * @property {string} caption
 * @property {string} language
 * @property {import("../../drawing/signs.js").Key} key
 * @property {Record<Word, string>} words
 * @property {Record<Letter, [standing: Standing, word: string]>} standings
 * @property {{ number: string, label: string }[]} steps
 * @property {Beside[]} columns
 * @property {Row[]} rows
 */
/**
 * What a visitor chose: the column it is sorted by, what was typed, and the cell that has the focus (-1 is the head).
 * @typedef {{ by: string, isDown: boolean, query: string, row: number, column: number }} State
 */

/** @type {WeakMap<ShadowRoot, State>} */
const kept = new WeakMap();
const SPARE = 6; // rows drawn above those in sight, and a few more under them

/** @param {import("../../drawing/mounting.js").Component<Grid>} component */
export default function grid(component) {
  const { data, parentElement, setTriggerValue } = component;
  /** @type {State} */
  const state = kept.get(parentElement) ?? { by: "name", isDown: false, query: "", row: 0, column: 0 };
  kept.set(parentElement, state);
  const open = (/** @type {Row} */ row) => setTriggerValue("open", row.code);
  return mount(component, (box, width) => drawGrid(box, width, data, state, open), { hasRows: true });
}

/**
 * @param {HTMLElement} box
 * @param {number} width
 * @param {Grid} data
 * @param {State} state
 * @param {(row: Row) => void} open
 */
function drawGrid(box, width, data, state, open) {
  const narrow = width < 640;
  const high = narrow ? 44 : 30;
  const { words } = data;
  const columns = columnsOf(data, width);
  const template = templateOf(columns, narrow);
  const own = data.rows.find((row) => row.is_own);
  const first = own ? 1 : 0; // the place of the first row that scrolls
  /** @type {Row[]} */
  let shown = [];

  const heads = h("div", {
    role: "row",
    class: "head",
    "aria-rowindex": 1,
    style: `grid-template-columns: ${template}`,
  });
  const body = h("div", { role: "rowgroup", class: "body" });
  const pinned = h("div", { role: "rowgroup", class: "top" }, heads);
  const counts = { "aria-rowcount": data.rows.length + 1, "aria-colcount": columns.length };
  const table = h("div", { role: "grid", "aria-label": data.caption, ...counts }, pinned, body);
  const scroll = h("div", { class: isWhole() ? "all" : "scroll" }, table);
  const count = h("span", { class: "count", role: "status" });
  const empty = h("p", { class: "none" });
  const hint = narrow ? words.hint : `${words.hint} ${words.keys}`;
  const readout = h("p", { class: "readout screen-only", "aria-hidden": "true" }, hint);

  const select = () => {
    const others = ordered(data, state);
    shown = [...(own ? [own] : []), ...others];
    state.row = Math.max(-1, Math.min(state.row, shown.length - 1));
    count.textContent = words.count.replace("#", String(others.length + first));
    empty.textContent = others.length ? "" : words.none;
  };
  const line = (/** @type {Row} */ row, /** @type {number} */ number) => {
    const below = row.is_own ? "" : ` transform: translateY(${(number - first) * high}px)`;
    const cells = columns.map((column, place) => {
      const say = () => {
        readout.textContent = told(row, column, data);
      };
      const choose = () => {
        state.row = number;
        state.column = place;
        say();
        if (place) draw(true);
        else open(row);
      };
      const isHere = number === state.row && place === state.column;
      const attributes = {
        tabindex: isHere ? 0 : -1,
        "data-focus": `cell${number}-${place}`,
        "aria-colindex": place + 1,
        onclick: choose,
        onmouseenter: say,
        onfocus: say,
      };
      return cellOf(row, column, place, data, narrow, attributes);
    });
    const attributes = {
      role: "row",
      class: `row${row.is_own ? " own" : ""}`,
      "aria-rowindex": number + 2,
      style: `grid-template-columns: ${template}; height: ${high}px;${below}`,
    };
    return h("div", attributes, cells);
  };
  const sortBy = (/** @type {string} */ key) => {
    state.isDown = state.by === key ? !state.isDown : false;
    state.by = key;
    state.row = -1;
    scroll.scrollTop = 0;
    select();
    head();
    draw(true);
  };
  const head = () =>
    heads.replaceChildren(
      ...columns.map((column, place) => {
        const choose = () => {
          state.column = place;
          sortBy(column.key);
        };
        return headOf(column, place, data, state, narrow, choose);
      }),
    );
  const draw = (/** @type {boolean} */ takesFocus) => {
    const inSight = Math.ceil((scroll.clientHeight || 560) / high) + 2 * SPARE + 2;
    const from = isWhole() ? first : Math.max(first, first + Math.floor(scroll.scrollTop / high) - SPARE);
    const to = isWhole() ? shown.length : Math.min(shown.length, from + inSight);
    const numbers = [];
    for (let number = from; number < to; number += 1) numbers.push(number);
    // the focus stays where it was
    if (state.row >= first && (state.row < from || state.row >= to)) numbers.push(state.row);
    body.style.height = `${(shown.length - first) * high}px`;
    const focused = focusedIn(box.getRootNode());
    body.replaceChildren(...numbers.map((number) => line(shown[number], number)));
    pinned.replaceChildren(heads, ...(own ? [line(own, 0)] : []));
    const wanted = takesFocus ? `cell${state.row}-${state.column}` : focused?.startsWith("cell") ? focused : null;
    if (wanted) focusOn(box, wanted, { preventScroll: true });
  };
  const move = (/** @type {number} */ row, /** @type {number} */ column) => {
    state.row = Math.max(-1, Math.min(row, shown.length - 1));
    state.column = Math.max(0, Math.min(column, columns.length - 1));
    if (state.row >= first) {
      const y = (state.row - first) * high;
      const room = scroll.clientHeight - pinned.offsetHeight - high;
      if (y < scroll.scrollTop) scroll.scrollTop = y;
      else if (y > scroll.scrollTop + room) scroll.scrollTop = y - room;
    }
    head();
    draw(true);
  };
  table.onkeydown = (event) => {
    const page = Math.max(1, Math.floor((scroll.clientHeight - pinned.offsetHeight) / high) - 1);
    if (event.key === "Enter" && state.row >= 0) {
      event.preventDefault();
      open(shown[state.row]);
      return;
    }
    const ends = { rows: shown.length - 1, columns: columns.length - 1 };
    const to = walked(event, state, ends, page);
    if (!to) return;
    event.preventDefault();
    move(...to);
  };
  let waits = false;
  scroll.onscroll = () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      draw(false);
    });
  };
  const search = searchOf(words, state, () => {
    scroll.scrollTop = 0;
    state.row = 0;
    select();
    draw(false);
  });
  const sorter = sorterOf(data, state, () => {
    scroll.scrollTop = 0;
    select();
    head();
    draw(false);
  });
  const tools = h(
    "div",
    { class: "tools screen-only" },
    h("div", {}, h("label", { for: "find" }, words.search), search),
    narrow ? h("div", {}, h("label", { for: "sort" }, words.sort), sorter) : null,
    count,
  );
  const signs = s("svg", { width: 0, height: 0, class: "signs", "aria-hidden": "true" }, patterns());
  select();
  head();
  box.replaceChildren(keyList(data.key), tools, readout, signs, scroll, empty);
  draw(false);
}
