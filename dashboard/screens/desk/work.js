// @ts-check
// A list of work: a row per thing that waits, with what can be done about it; opened, all of it.
// data: finished words. Tells what is to be done (`act`), by the name of the act and the row, with what was typed.

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { isWhole } from "../../drawing/whole.js";

/** @typedef {[act: string, word: string]} Does */
/** @typedef {{ at: string, text: string, by: string }} Line */
/** @typedef {{ act: string, label: string, word: string, longest: number, typed: string, wrong: string }} Form */
/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} title
 * @property {string} small
 * @property {string[]} cells
 * @property {Does[]} does
 * @property {Line[] | null} lines null where it is closed, or cannot be opened
 * @property {Form | null} form
 */
/**
 * @typedef {object} Work
 * @property {string} caption
 * @property {string[]} heads
 * @property {Row[]} rows
 * @property {number} first
 * @property {Record<string, string>} words
 */
/** @typedef {{ isAll: boolean, typed: Map<string, string> }} Kept */

/** @type {WeakMap<ShadowRoot, Kept>} */
const kept = new WeakMap();

/** @param {import("../../drawing/mounting.js").Component<Work>} component */
export default function work(component) {
  const { data, parentElement, setTriggerValue } = component;
  /** @type {Kept} */
  const mine = kept.get(parentElement) ?? { isAll: false, typed: new Map() };
  kept.set(parentElement, mine);
  const draw = (/** @type {HTMLElement} */ box) => {
    const rows = mine.isAll || isWhole() ? data.rows : data.rows.slice(0, data.first);
    const all = () => {
      mine.isAll = !mine.isAll;
      draw(box);
    };
    const act = (/** @type {string} */ name, /** @type {string} */ id, text = "") =>
      setTriggerValue("act", { do: name, id, text });
    const most = Math.max(0, ...data.rows.map((row) => row.does.length)); // the same room in every row, so that heads fit
    const room = most > 1 ? 340 : 160;
    const columns = `minmax(190px, 1.5fr) repeat(${data.heads.length - 1}, minmax(90px, 1fr)) ${room}px`;
    const heads = h(
      "div",
      { class: "line heads", "aria-hidden": "true" },
      [...data.heads, ""].map((word) => h("span", {}, word)),
    );
    const items = rows.map((row) => item(row, data, mine, act));
    const more = { type: "button", class: "link screen-only", "data-focus": "more", onclick: all };
    box.style.setProperty("--columns", columns);
    box.replaceChildren(
      heads,
      h("ol", { class: "rows", "aria-label": data.caption }, items),
      data.rows.length > data.first && !isWhole()
        ? h("button", more, mine.isAll ? data.words.fewer : data.words.all)
        : "",
    );
  };
  return mount(component, draw, { hasRows: true });
}

/**
 * @param {Row} row
 * @param {Work} data
 * @param {Kept} mine
 * @param {(name: string, id: string, text?: string) => unknown} act
 */
function item(row, { heads }, mine, act) {
  // the name of a file is broken after a part of it, where it must be, and not within a word
  const breakable = (/** @type {string} */ text) => text.split(/(?<=[_.-])/).flatMap((part) => [part, h("wbr", {})]);
  const buttons = row.does.map(([name, word]) =>
    h(
      "button",
      {
        type: "button",
        class: "plain",
        "data-focus": `${name}${row.id}`,
        "aria-label": `${word}: ${row.title}`,
        "aria-expanded": name === "open" || name === "close" ? String(row.lines !== null) : null,
        onclick: () => act(name, row.id),
      },
      word,
    ),
  );
  const lines = (row.lines ?? []).map((line) =>
    h("li", {}, h("span", {}, line.at), h("span", {}, line.text, h("small", {}, line.by))),
  );
  return h(
    "li",
    {},
    h(
      "div",
      { class: "line" },
      h("div", {}, h("strong", {}, breakable(row.title)), h("small", {}, row.small)),
      row.cells.map((text, place) => h("div", { "data-label": heads[place + 1] }, text)),
      h("div", { class: "do screen-only" }, buttons),
    ),
    row.lines === null
      ? null
      : h(
          "div",
          { class: "detail" },
          h("ul", { class: "notes" }, lines),
          row.form ? form(row, row.form, mine, act) : null,
        ),
  );
}

/**
 * A text to send along; what is typed stays until it was taken.
 * @param {Row} row
 * @param {Form} asked
 * @param {Kept} mine
 * @param {(name: string, id: string, text?: string) => unknown} act
 */
function form(row, asked, mine, act) {
  const name = `text${row.id}`;
  const field = h("textarea", {
    id: name,
    rows: 2,
    maxlength: asked.longest,
    "data-focus": name,
    "aria-describedby": asked.wrong ? "wrong" : null,
  });
  field.value = mine.typed.get(row.id) ?? asked.typed;
  field.addEventListener("input", () => mine.typed.set(row.id, field.value));
  const made = h(
    "form",
    { class: "screen-only" },
    h("label", { for: name }, asked.label),
    field,
    asked.wrong ? h("p", { class: "wrong", id: "wrong", role: "alert" }, asked.wrong) : null,
    h("button", { type: "submit", class: "primary", "data-focus": `send${row.id}` }, asked.word),
  );
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    act(asked.act, row.id, field.value);
  });
  return made;
}
