// @ts-check
// Text to read: headings, paragraphs, facts, tables, and entries that open; closed ones stay findable on the page.
// data: the blocks, and the key of the entry to open, or null.

import { h, scrolling } from "../../drawing/elements.js";
import { untilMovedByHand } from "../../drawing/into_sight.js";
import { mount } from "../../drawing/mounting.js";
import { isWhole } from "../../drawing/whole.js";

/** @typedef {{ kind: "heading", level: 2 | 3 | 4 | 5, text: string }} Heading */
/** @typedef {{ kind: "text", text: string }} Text */
/** @typedef {[term: string, text: string, language?: string | null]} Fact with the language where it is another one */
/** @typedef {{ kind: "facts", facts: Fact[] }} Facts */
/** @typedef {{ kind: "link", text: string, href: string }} Link */
/** @typedef {{ kind: "entry", key: string, title: string, meta: string, blocks: Block[] }} Entry */
/**
 * @typedef {object} Table
 * @property {"table"} kind
 * @property {string} caption
 * @property {string[]} head
 * @property {boolean[]} numbers by column
 * @property {string[][]} rows
 * @property {[row: number, column: number][]} bold
 * @property {(string | null)[]} langs by column, where it is not the language of the page
 */
/** @typedef {Heading | Text | Facts | Link | Table | Entry} Block */
/**
 * `closed`: what paper and a picture say of the entries that stand closed; # is how many.
 * @typedef {{ blocks: Block[], open: string | null, closed: { one: string, many: string } }} Document
 */
/**
 * Which entries stand open, and which was asked for last.
 * @typedef {{ keys: Set<string>, asked: string | null }} Opened
 */

/** @type {WeakMap<ShadowRoot, Opened>} */
const opened = new WeakMap();
// what stands above may still be drawn: the place is looked for again a little later, until the visitor moves
const LOOKED_FOR_MS = [0, 500, 1500];

/** @param {import("../../drawing/mounting.js").Component<Document>} component */
export default function reading(component) {
  const { data, parentElement } = component;
  /** @type {Opened} */
  const state = opened.get(parentElement) ?? { keys: new Set(), asked: null };
  opened.set(parentElement, state);
  const asked = data.open && data.open !== state.asked ? data.open : null;
  if (asked) state.keys = new Set([asked]);
  state.asked = data.open ?? null;

  const unmount = mount(
    component,
    (box) => {
      const blocks = data.blocks.map((block) => drawn(block, state));
      box.replaceChildren(h("div", { class: "document" }, blocks));
      const count = isWhole() ? box.querySelectorAll("details:not([open])").length : 0;
      if (count) box.append(h("p", { class: "closed" }, leftOut(data.closed, count)));
    },
    { hasRows: true },
  );
  if (asked) {
    const waiting = LOOKED_FOR_MS.map((wait) => setTimeout(() => show(parentElement, asked, wait === 0), wait));
    untilMovedByHand(() => waiting.forEach(clearTimeout));
  }
  return unmount;
}

/**
 * @param {Document["closed"]} closed
 * @param {number} count
 */
const leftOut = ({ one, many }, count) => (count === 1 ? one : many).replace("#", String(count));

/**
 * @param {ShadowRoot} root
 * @param {string} key
 * @param {boolean} takesFocus
 */
function show(root, key, takesFocus) {
  const found = root.querySelector(`details[id="${CSS.escape(key)}"]`);
  if (!found) return;
  found.scrollIntoView({ block: "start" });
  if (takesFocus) found.querySelector("summary")?.focus({ preventScroll: true });
}

/**
 * @param {Block} block
 * @param {Opened} state
 * @returns {HTMLElement}
 */
function drawn(block, state) {
  switch (block.kind) {
    case "heading":
      return h(`h${block.level}`, {}, block.text);
    case "text":
      return h("p", {}, block.text);
    case "facts":
      return h("dl", {}, block.facts.map(fact));
    case "link":
      return h("p", {}, h("a", { class: "link", href: block.href }, block.text));
    case "table":
      return table(block);
    case "entry":
      return entry(block, state);
  }
}

/** @param {Fact} fact */
const fact = ([term, text, lang]) => [h("dt", {}, term), h("dd", { lang: lang ?? null }, text)];

/** @param {Table} block */
function table({ caption, head, numbers, rows, bold, langs }) {
  const cell = (/** @type {string} */ text, /** @type {number} */ column, /** @type {number} */ row) => {
    const isBold = bold.some(([line, place]) => line === row && place === column);
    const inside = isBold ? h("strong", {}, text) : text;
    const attributes = { class: numbers[column] ? "number" : null, lang: langs[column] ?? null };
    return column ? h("td", attributes, inside) : h("th", { scope: "row", ...attributes }, inside);
  };
  const heads = head.map((text, place) => h("th", { scope: "col", class: numbers[place] ? "number" : null }, text));
  const body = rows.map((texts, row) =>
    h(
      "tr",
      {},
      texts.map((text, column) => cell(text, column, row)),
    ),
  );
  return scrolling(caption, heads, body);
}

/**
 * @param {Entry} block
 * @param {Opened} state
 */
function entry(block, state) {
  return h(
    "details",
    {
      id: block.key,
      open: state.keys.has(block.key) ? "" : null,
      ontoggle: ({ target }) => state.keys[target.open ? "add" : "delete"](block.key),
    },
    h(
      "summary",
      { "data-focus": block.key },
      h("span", { class: "title" }, block.title),
      h("span", { class: "meta" }, block.meta),
    ),
    h(
      "div",
      { class: "inside" },
      block.blocks.map((inner) => drawn(inner, state)),
    ),
  );
}
