// @ts-check
// Under a figure: hairline, note, and on request the table, the rows under it, files, a link and how it is made.
// data: the words; what was not asked for yet is null, and comes after it was told (`ask`).

import { h, scrolling } from "../drawing/elements.js";
import { bringIntoSight } from "../drawing/into_sight.js";
import { mount } from "../drawing/mounting.js";
import { picture, pixels } from "./pictures.js";
import { save, saveWorkbook } from "./saving.js";

/** @typedef {{ caption: string, columns: { label: string, is_number: boolean }[], rows: string[][] }} Table */
/** @typedef {"table" | "under" | "download" | "how"} Panel */
/** @typedef {"csv" | "under_csv" | "xlsx"} File */
/**
 * @typedef {Panel | "sideways" | "waiting" | "download_table" | "download_under" | "download_picture" | "csv" | "xlsx"
 *   | "svg" | "png" | "link" | "link_copied" | "link_here" | "account" | "under_name"} Word
 */
/**
 * @typedef {object} Foot
 * @property {string} figure its key; the figure stands in an element with this key in its class
 * @property {string} finding
 * @property {string} subtitle
 * @property {string} note
 * @property {[term: string, text: string][]} origin of whom, as of when, whether invented, where to find it again
 * @property {{ table: boolean, under: boolean }} has what can be asked for
 * @property {Record<Word, string>} words
 * @property {Table | null} table
 * @property {Table | null} under
 * @property {Partial<Record<File, string>>} files a text, or a workbook in base 64
 * @property {string} name of a file, without its ending
 * @property {string} link the query of an address that shows exactly this page
 * @property {[term: string, text: string][] | null} how
 * @property {string | null} account where the account of the metric stands
 */
/**
 * What stands open; `file`: what was asked for and is saved when it comes; `isMeant`: whether a link asked for this
 * figure.
 * @typedef {{ panel: string | null, file: File | null, isMeant: boolean }} Open
 */

/** @type {WeakMap<ShadowRoot, Open>} */
const shown = new WeakMap();

/** @param {import("../drawing/mounting.js").Component<Foot>} component */
export default function foot(component) {
  const { data, parentElement } = component;
  const open = shown.get(parentElement) ?? asMeant(data.figure);
  shown.set(parentElement, open);
  const ask = (/** @type {string} */ part) => component.setTriggerValue("ask", part);

  return mount(component, (box) => {
    const root = /** @type {ShadowRoot} */ (box.getRootNode());
    const host = root.host?.closest(`.st-key-figure_${CSS.escape(data.figure)}`) ?? null;
    const panel = h("div", { class: "panel", id: "panel" });
    const status = h("p", { class: "status", role: "status" });
    /** @type {Map<HTMLElement, Panel>} */
    const toggles = new Map();
    const show = (/** @type {string | null} */ name) => {
      open.panel = name;
      if ((name === "table" || name === "under") && !data[name]) ask(name);
      panel.replaceChildren(shows(name, data, open, host, ask));
      panel.classList.toggle("rows", name === "table" || name === "under"); // goes along on paper
      const scroll = panel.querySelector(".scroll");
      if (scroll && scroll.scrollWidth > scroll.clientWidth + 1) {
        panel.append(h("p", { class: "sideways" }, data.words.sideways));
      }
      for (const [button, its] of toggles) button.setAttribute("aria-expanded", String(its === name));
    };
    const toggle = (/** @type {Panel} */ name) => {
      const button = choice(name, data.words[name], () => show(open.panel === name ? null : name));
      button.setAttribute("aria-controls", "panel");
      toggles.set(button, name);
      return button;
    };
    const actions = h(
      "span",
      { class: "actions" },
      data.has.table ? toggle("table") : null,
      data.has.under ? toggle("under") : null,
      toggle("download"),
      choice("link", data.words.link, () => copyLink(data, open, status)),
      data.how ? toggle("how") : null,
    );
    box.replaceChildren(
      h("div", { class: "foot" }, h("span", { class: "note" }, data.note), actions),
      status,
      panel,
      origin(data.origin),
    );
    show(open.panel);
    if (open.file && data.files[open.file]) {
      saveFile(open.file, data);
      open.file = null;
    }
    if (open.isMeant) {
      open.isMeant = false;
      if (host) bringIntoSight(host);
    }
  });
}

/**
 * A link may ask for a figure and one of its panels.
 * @param {string} figure
 * @returns {Open}
 */
function asMeant(figure) {
  const asked = new URLSearchParams(window.location.search);
  const isMeant = asked.get("figuur") === figure;
  return { panel: isMeant ? asked.get("paneel") : null, file: null, isMeant };
}

/**
 * What a panel shows; what has to come from the server is waited for.
 * @param {string | null} name
 * @param {Foot} data
 * @param {Open} open
 * @param {Element | null} host
 * @param {(part: string) => void} ask
 */
function shows(name, data, open, host, ask) {
  if (!name) return "";
  if (name === "how") return data.how ? how(data.how, data) : "";
  if (name === "download") return downloads(data, open, host, ask);
  if (name !== "table" && name !== "under") return "";
  const rows = data[name];
  return rows ? table(rows) : h("p", { class: "sideways" }, data.words.waiting);
}

/**
 * On paper alone: what the figure is of. The address stands at the end of the page.
 * @param {Foot["origin"]} said
 */
const origin = (said) => h("p", { class: "origin" }, said.map(([term, text]) => `${term}: ${text}`).join(" · "));

/** @param {Table} shown */
function table({ caption, columns, rows }) {
  const kind = (/** @type {number} */ place) => (columns[place].is_number ? "number" : null);
  const heads = columns.map((column, place) => h("th", { scope: "col", class: kind(place) }, column.label));
  const body = rows.map((row) =>
    h(
      "tr",
      {},
      row.map((cell, place) => h("td", { class: kind(place) }, cell)),
    ),
  );
  return scrolling(caption, heads, body);
}

/**
 * @param {[term: string, text: string][]} said
 * @param {Foot} data
 */
function how(said, { account, words }) {
  const entries = said.map(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]);
  const link = account ? h("a", { class: "link", href: account, "data-focus": "account" }, words.account) : null;
  return h("div", {}, h("dl", { class: "how" }, entries), link ? h("p", { class: "more" }, link) : null);
}

/**
 * @param {string} name
 * @param {string} label
 * @param {() => unknown} onclick
 */
const choice = (name, label, onclick) =>
  h("button", { type: "button", class: "link", "data-focus": name, onclick }, label);

/**
 * @param {Foot} data
 * @param {Open} open
 * @param {Element | null} host
 * @param {(part: string) => void} ask
 */
function downloads(data, open, host, ask) {
  const { has, words } = data;
  const file = (/** @type {File} */ part, /** @type {string} */ label) =>
    choice(part, label, () => {
      if (data.files[part]) return saveFile(part, data);
      open.file = part;
      ask(part);
    });
  const entry = (/** @type {string} */ term, /** @type {import("../drawing/elements.js").Child[]} */ ...files) => [
    h("dt", {}, term),
    h("dd", {}, files),
  ];
  return h(
    "dl",
    { class: "how downloads" },
    has.table ? entry(words.download_table, file("csv", words.csv), file("xlsx", words.xlsx)) : null,
    has.under
      ? entry(words.download_under, file("under_csv", words.csv), has.table ? null : file("xlsx", words.xlsx))
      : null,
    host ? entry(words.download_picture, ...pictures(data, host)) : null,
  );
}

/**
 * The figure as a picture, made here when it is asked for.
 * @param {Foot} data
 * @param {Element} host
 */
function pictures({ words, name, ...told }, host) {
  const svg = () =>
    picture(host, told).then((text) => save(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`));
  const png = () =>
    picture(host, told)
      .then((text) => pixels(text, told))
      .then((blob) => save(blob, `${name}.png`));
  return [choice("svg", words.svg, svg), choice("png", words.png, png)];
}

/**
 * @param {File} part
 * @param {Foot} data
 */
function saveFile(part, data) {
  const text = data.files[part] ?? "";
  const name = part === "under_csv" ? `${data.name}-${data.words.under_name}.csv` : `${data.name}.${part}`;
  if (part === "xlsx") saveWorkbook(text, name);
  else save(new Blob([text], { type: "text/csv;charset=utf-8" }), name);
}

/**
 * A link that opens exactly this, with its panel.
 * @param {Foot} data
 * @param {Open} open
 * @param {HTMLElement} status says that it was copied, or what it is
 */
function copyLink({ figure, link, words }, open, status) {
  const panel = open.panel && open.panel !== "download" ? `&paneel=${open.panel}` : "";
  const address = `${window.location.origin}${window.location.pathname}?${link}&figuur=${figure}${panel}`;
  const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error("no clipboard"));
  copied.then(
    () => status.replaceChildren(words.link_copied),
    () => status.replaceChildren(`${words.link_here} `, h("a", { class: "address", href: address }, address)),
  );
}
