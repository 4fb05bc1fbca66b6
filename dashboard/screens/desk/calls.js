// @ts-check
// Whom to call: a row per municipality; the open one with its log, a field for a new call, and a text that stands ready.
// data: finished words. Tells what was opened (`open`), a call to keep (`note`), a mail to put ready (`mail`).

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { sign } from "../../drawing/signs.js";
import { isWhole } from "../../drawing/whole.js";

/**
 * @typedef {object} Row
 * @property {string} code
 * @property {string} name
 * @property {string} facts
 * @property {string} mark "" for none
 * @property {[string, string]} reason
 * @property {string} questions
 * @property {string} called
 * @property {string} promised
 * @property {string} again
 * @property {boolean} is_due
 */
/** @typedef {{ at: string, text: string, by: string }} Noted */
/** @typedef {{ said: string, promised: string, again: string }} Typed */
/**
 * @typedef {object} Opened
 * @property {string} code
 * @property {Noted[]} calls
 * @property {Noted[]} questions
 * @property {number} version
 * @property {(Typed & { message: string }) | null} refused
 * @property {string} subject
 * @property {string} body
 * @property {string} ready
 */
/**
 * @typedef {object} Calls
 * @property {string} caption
 * @property {Row[]} rows
 * @property {number} first
 * @property {Opened | null} opened
 * @property {Record<string, string>} words
 * @property {{ said: number, promised: number }} longest
 * @property {[string, string]} days
 */
/** @typedef {{ isAll: boolean, typed: Map<string, Typed & { version: number }>, body: Map<string, string> }} Kept */

/** @type {WeakMap<ShadowRoot, Kept>} what a visitor typed and did not keep yet; it outlives a drawing */
const kept = new WeakMap();

/** @param {import("../../drawing/mounting.js").Component<Calls>} component */
export default function calls(component) {
  const { data, parentElement, setTriggerValue } = component;
  const mine = kept.get(parentElement) ?? { isAll: false, typed: new Map(), body: new Map() };
  kept.set(parentElement, mine);
  const { words, opened } = data;
  const draw = (/** @type {HTMLElement} */ box) => {
    const place = data.rows.findIndex((row) => row.code === opened?.code);
    const isAll = mine.isAll || isWhole() || place >= data.first;
    const rows = isAll ? data.rows : data.rows.slice(0, data.first);
    const all = () => {
      mine.isAll = !mine.isAll;
      draw(box);
    };
    const items = rows.map((row) => {
      const isOpen = row.code === opened?.code;
      const open = () => setTriggerValue("open", isOpen ? "" : row.code);
      return h("li", {}, line(row, isOpen, words, open), isOpen && opened ? detail(component, opened, mine) : null);
    });
    const heads = ["municipality", "reason", "questions", "called", "again"].map((name) => h("span", {}, words[name]));
    const more = { type: "button", class: "link", "data-focus": "more", onclick: all };
    box.replaceChildren(
      h("div", { class: "heads line", "aria-hidden": "true" }, heads, h("span", {})),
      h("ol", { class: "rows", "aria-label": data.caption }, items),
      data.rows.length > data.first && !isWhole() ? h("button", more, isAll ? words.fewer : words.all) : "",
    );
  };
  return mount(component, draw, { hasRows: true });
}

/**
 * @param {Row} row
 * @param {boolean} isOpen
 * @param {Record<string, string>} words
 * @param {() => unknown} open
 */
function line(row, isOpen, words, open) {
  const button = {
    type: "button",
    class: "plain screen-only",
    "data-focus": `open${row.code}`,
    "aria-expanded": String(isOpen),
    "aria-label": `${isOpen ? words.close : words.note}: ${row.name}`,
    onclick: open,
  };
  return h(
    "div",
    { class: "line" },
    h("div", { class: "who" }, h("strong", {}, row.name), h("small", {}, row.facts)),
    h(
      "div",
      { class: "why" },
      row.mark ? sign(row.mark) : null,
      h("span", {}, h("strong", {}, row.reason[0]), ` ${row.reason[1]}`),
    ),
    h("div", { class: "count", "data-label": words.questions }, row.questions),
    h("div", { "data-label": words.called }, row.called, h("small", {}, row.promised)),
    h("div", { class: row.is_due ? "due" : null, "data-label": words.again }, row.again),
    h("div", { class: "do" }, h("button", button, isOpen ? words.close : words.note)),
  );
}

/**
 * @param {import("../../drawing/mounting.js").Component<Calls>} component
 * @param {Opened} opened
 * @param {Kept} mine
 */
function detail(component, opened, mine) {
  const { words } = component.data;
  const log = opened.calls.length ? notes(opened.calls) : h("p", { class: "soft" }, words.no_calls);
  const asked = opened.questions.length ? [h("h3", {}, words.open_questions), notes(opened.questions)] : [];
  return h(
    "div",
    { class: "detail" },
    h("div", {}, h("h3", {}, words.log), log, asked, form(component, opened, mine)),
    mail(component, opened, mine),
  );
}

/** @param {Noted[]} noted */
const notes = (noted) =>
  h(
    "ul",
    { class: "notes" },
    noted.map((one) => h("li", {}, h("span", {}, one.at), h("span", {}, one.text, h("small", {}, one.by)))),
  );

/**
 * A new call. What is typed stays while the page is drawn again, until it is kept.
 * @param {import("../../drawing/mounting.js").Component<Calls>} component
 * @param {Opened} opened
 * @param {Kept} mine
 */
function form(component, opened, mine) {
  const { words, longest, days } = component.data;
  const typed = mine.typed.get(opened.code);
  const begun =
    typed && typed.version === opened.version ? typed : (opened.refused ?? { said: "", promised: "", again: "" });
  const wrong = opened.refused ? "wrong" : null;
  const said = h("textarea", {
    id: "said",
    rows: 3,
    maxlength: longest.said,
    "data-focus": "said",
    "aria-describedby": wrong,
  });
  said.value = begun.said;
  const promised = h("input", {
    id: "promised",
    type: "text",
    maxlength: longest.promised,
    "data-focus": "promised",
    "aria-describedby": wrong,
  });
  promised.value = begun.promised;
  const again = h("input", { id: "again", type: "date", min: days[0], max: days[1], "data-focus": "again" });
  again.value = begun.again;
  const remember = () =>
    mine.typed.set(opened.code, {
      said: said.value,
      promised: promised.value,
      again: again.value,
      version: opened.version,
    });
  const made = h(
    "form",
    { class: "new screen-only" },
    h("h3", {}, words.new),
    h("p", { class: "field wide" }, h("label", { for: "said" }, words.said), said),
    h("p", { class: "field" }, h("label", { for: "promised" }, words.promised), promised),
    h("p", { class: "field day" }, h("label", { for: "again" }, words.again_field), again),
    opened.refused ? h("p", { class: "wrong", id: "wrong", role: "alert" }, opened.refused.message) : null,
    h("p", { class: "do" }, h("button", { type: "submit", class: "primary", "data-focus": "keep" }, words.keep)),
  );
  made.addEventListener("input", remember);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
    const note = { code: opened.code, said: said.value, promised: promised.value, again: again.value };
    component.setTriggerValue("note", note);
  });
  return made;
}

/**
 * The text that stands ready; it is Dutch whatever language the page is in.
 * @param {import("../../drawing/mounting.js").Component<Calls>} component
 * @param {Opened} opened
 * @param {Kept} mine
 */
function mail(component, opened, mine) {
  const { words } = component.data;
  const told = h("p", { class: "soft told", role: "status" }, opened.ready || words.person_sends);
  const text = () => mine.body.get(opened.code) ?? opened.body;
  const body = h(
    "div",
    { class: "body" },
    text()
      .split("\n\n")
      .map((part) => h("p", {}, part)),
  );
  const change = () => {
    const field = h("textarea", { class: "body", rows: 12, "aria-label": words.text, lang: "nl" });
    field.value = text();
    field.addEventListener("input", () => mine.body.set(opened.code, field.value));
    body.replaceWith(field);
    changing.remove();
    field.focus();
  };
  const copy = () =>
    navigator.clipboard.writeText(`${opened.subject}\n\n${text()}`).then(
      () => told.replaceChildren(words.copied),
      () => told.replaceChildren(words.not_copied),
    );
  const prepare = () => component.setTriggerValue("mail", { code: opened.code, body: text() });
  const changing = h("button", { type: "button", class: "link", onclick: change }, words.change);
  const buttons = [
    h("button", { type: "button", class: "plain", "data-focus": "copy", onclick: copy }, words.copy),
    opened.ready
      ? null
      : h("button", { type: "button", class: "plain", "data-focus": "prepare", onclick: prepare }, words.prepare),
    opened.ready ? null : changing,
  ];
  return h(
    "div",
    { class: "mail" },
    h("h3", {}, words.text),
    h("blockquote", { lang: "nl" }, h("p", {}, h("strong", {}, `${words.subject} ${opened.subject}`)), body),
    h("div", { class: "buttons screen-only" }, buttons),
    told,
  );
}
