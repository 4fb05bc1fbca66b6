// @ts-check
// What was not accepted: a row per cause, opened the refused rows themselves; above it what was put right last.
// data: finished words. Tells what is to be done (`act`): put right or ask, a whole cause or one row, or take back.

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { isWhole } from "../../drawing/whole.js";

/**
 * @typedef {object} Waiting
 * @property {string} id
 * @property {string} whose
 * @property {string} place
 * @property {string} field
 * @property {string} before
 * @property {string} now
 * @property {string} becomes
 * @property {string} does "right", "ask" or ""
 * @property {string} told
 */
/** @typedef {{ key: string, title: string, count: string, proposal: string, does: string, button: string, rows: Waiting[] }} Cause */
/** @typedef {{ number: number, at: string, text: string }} Strip */
/** @typedef {{ caption: string, causes: Cause[], strip: Strip | null, first: number, words: Record<string, string> }} Refused */
/** @typedef {(told: Record<string, unknown>) => unknown} Act */
/** @typedef {{ open: Set<string>, all: Set<string>, isBegun: boolean }} Kept */

/** @type {WeakMap<ShadowRoot, Kept>} which causes are open, and which show all their rows */
const kept = new WeakMap();

/** @param {import("../../drawing/mounting.js").Component<Refused>} component */
export default function refused(component) {
  const { data, parentElement, setTriggerValue } = component;
  /** @type {Kept} */
  const mine = kept.get(parentElement) ?? { open: new Set(), all: new Set(), isBegun: false };
  kept.set(parentElement, mine);
  if (!mine.isBegun && data.causes.length) {
    mine.open.add(data.causes[0].key);
    mine.isBegun = true;
  }
  /** @type {Act} */
  const act = (told) => setTriggerValue("act", told);
  const draw = (/** @type {HTMLElement} */ box) => {
    const again = () => draw(box);
    const { words } = data;
    const heads = h(
      "div",
      { class: "line heads", "aria-hidden": "true" },
      [words.cause, words.count, words.proposal, ""].map((word) => h("span", {}, word)),
    );
    const items = data.causes.map((cause) => item(cause, data, mine, act, again));
    box.replaceChildren(
      ...[
        data.strip ? strip(data.strip, words, act) : null,
        data.causes.length ? heads : null,
        h("ul", { class: "causes", "aria-label": data.caption }, items),
      ].filter((part) => part !== null),
    );
  };
  return mount(component, draw, { hasRows: true });
}

/**
 * @param {Strip} put
 * @param {Record<string, string>} words
 * @param {Act} act
 */
function strip(put, words, act) {
  const undo = {
    type: "button",
    class: "plain",
    "data-focus": "undo",
    onclick: () => act({ do: "undo", number: put.number }),
  };
  return h(
    "div",
    { class: "strip screen-only", role: "status" },
    h("p", {}, h("span", { class: "tick", "aria-hidden": "true" }, "✓"), h("strong", {}, put.at), ` ${put.text}`),
    h("button", undo, words.undo),
  );
}

/**
 * @param {Cause} cause
 * @param {Refused} data
 * @param {Kept} mine
 * @param {Act} act
 * @param {() => void} again
 */
function item(cause, data, mine, act, again) {
  const isOpen = isWhole() || mine.open.has(cause.key);
  const turn = () => {
    if (!mine.open.delete(cause.key)) mine.open.add(cause.key);
    again();
  };
  const title = {
    type: "button",
    class: "title",
    "data-focus": `open${cause.key}`,
    "aria-expanded": String(isOpen),
    onclick: turn,
  };
  const isPrimary = isOpen && cause.does === "right";
  const button = {
    type: "button",
    class: `${isPrimary ? "primary" : "plain"} screen-only`,
    "data-focus": `do${cause.key}`,
    onclick: () => act({ do: cause.does, cause: cause.key }),
  };
  return h(
    "li",
    {},
    h(
      "div",
      { class: "line" },
      h("button", title, h("span", { class: "turn", "aria-hidden": "true" }, isOpen ? "▾" : "▸"), cause.title),
      h("span", {}, cause.count),
      h("span", { class: "soft" }, cause.proposal),
      h("span", { class: "do" }, cause.does ? h("button", button, cause.button) : null),
    ),
    isOpen ? rows(cause, data, mine, act, again) : null,
  );
}

/**
 * @param {Cause} cause
 * @param {Refused} data
 * @param {Kept} mine
 * @param {Act} act
 * @param {() => void} again
 */
function rows(cause, { words, first }, mine, act, again) {
  const isAll = isWhole() || mine.all.has(cause.key);
  const seen = isAll ? cause.rows : cause.rows.slice(0, first);
  const turn = () => {
    if (!mine.all.delete(cause.key)) mine.all.add(cause.key);
    again();
  };
  const heads = [words.where, words.field, words.before, words.now, words.becomes];
  const row = (/** @type {Waiting} */ one) => {
    const button = {
      type: "button",
      class: "plain screen-only",
      "data-focus": `row${one.id}`,
      "aria-label": `${one.does === "right" ? words.right : words.ask}: ${one.whose}, ${one.place}`,
      onclick: () => act({ do: one.does, id: one.id }),
    };
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, one.whose, h("small", {}, one.place)),
      h("td", { "data-label": words.field }, one.field),
      h("td", { "data-label": words.before }, one.before),
      h("td", { "data-label": words.now }, h("strong", {}, one.now)),
      h("td", { "data-label": words.becomes, class: one.becomes ? null : "empty" }, h("strong", {}, one.becomes)),
      h(
        "td",
        { class: "do" },
        one.does ? h("button", button, one.does === "right" ? words.right : words.ask) : null,
        one.told ? h("small", {}, one.told) : null,
      ),
    );
  };
  return h(
    "div",
    { class: "inside" },
    h(
      "table",
      {},
      h("caption", { class: "hidden" }, cause.title),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          heads.map((word) => h("th", { scope: "col" }, word)),
          h("td", {}),
        ),
      ),
      h("tbody", {}, seen.map(row)),
    ),
    cause.rows.length > first && !isWhole()
      ? h(
          "button",
          { type: "button", class: "link", "data-focus": `all${cause.key}`, onclick: turn },
          isAll ? words.fewer : words.all,
        )
      : null,
  );
}
