// @ts-check
// Under the atlas: what it shows as a table and as a file, for its own month and step, and how it is made.

import { fill, h, scrolling } from "../../../drawing/elements.js";
import { picture, pixels } from "../../../figure/pictures.js";
import { save } from "../../../figure/saving.js";
import { asFile, tableOf } from "./atlas_table.js";
import { filled } from "./atlas_texts.js";
import { askWorkbook } from "./atlas_workbook.js";

/** @typedef {import("./atlas_data.js").Atlas} Atlas */
/** @typedef {"table" | "download" | "how"} Panel */

const PANELS = /** @type {Panel[]} */ (["table", "download", "how"]);

/** @param {Atlas} atlas */
export function drawnFoot(atlas) {
  const { data, memory, say } = atlas;
  const { words } = data;
  const note = h("span", { class: "told" });
  const status = h("p", { class: "status", role: "status" });
  const panel = h("div", { class: "panel", id: "panel" });
  const toggle = (/** @type {Panel} */ name) =>
    choice(name, words[name], () => show(memory.panel === name ? null : name));
  const toggles = PANELS.map(toggle);
  const show = (/** @type {Panel | null} */ name) => {
    memory.panel = name;
    panel.replaceChildren(name ? shown(atlas, name, panel) : "");
    panel.classList.toggle("rows", name === "table"); // goes along on paper
    const scroll = panel.querySelector(".scroll");
    if (scroll && scroll.scrollWidth > scroll.clientWidth + 1) {
      panel.append(h("p", { class: "sideways" }, words.sideways));
    }
    for (const button of toggles) {
      button.setAttribute("aria-controls", "panel");
      button.setAttribute("aria-expanded", String(button.dataset.focus === name));
    }
  };
  let isDrawn = false;
  const paint = () => {
    fill(note, [say.note(atlas.moment())]);
    fill(status, []);
    fill(origin, [
      originOf(atlas)
        .map(([term, text]) => `${term}: ${text}`)
        .join(" · "),
    ]);
    if (!isDrawn || memory.panel === "table") show(PANELS.find((name) => name === memory.panel) ?? null);
    isDrawn = true;
  };
  const [table, download, how] = toggles;
  const link = choice("link", words.link, () => copyLink(atlas, status));
  const actions = h("span", { class: "actions" }, table, download, link, how);
  const origin = h("p", { class: "origin" });
  const part = [h("div", { class: "foot" }, h("span", { class: "note" }, note), actions), status, panel, origin];
  return { part, paint, sentences: [/** @type {import("./atlas_data.js").Sentence} */ ([note, say.notes])] };
}

/**
 * @param {string} name
 * @param {string} label
 * @param {() => unknown} onclick
 */
const choice = (name, label, onclick) =>
  h("button", { type: "button", class: "link", "data-focus": name, onclick }, label);

/**
 * @param {Atlas} atlas
 * @param {Panel} name
 * @param {HTMLElement} panel
 */
function shown(atlas, name, panel) {
  if (name === "table") return drawnTable(atlas);
  return name === "how" ? drawnHow(atlas) : downloads(atlas, panel);
}

/**
 * What the atlas says of what it shows.
 * @param {Atlas} atlas
 */
function toldOf({ memory, say, moment, subtitle }) {
  return { finding: say.finding(moment(), memory.step), subtitle: subtitle(), note: say.note(moment()) };
}

/**
 * Where it comes from: of whom, as of its own month, known when, and where it is found again.
 * @param {Atlas} atlas
 * @returns {[term: string, text: string][]}
 */
function originOf(atlas) {
  const at = { day: atlas.data.moments[atlas.moment()].day, link: addressOf(atlas) };
  return atlas.data.origin.map(([term, text]) => [term, filled(text, at)]);
}

/** @param {Atlas} atlas */
function drawnTable(atlas) {
  const { columns, rows } = tableOf(atlas);
  const caption = `${toldOf(atlas).finding}. ${atlas.data.moments[atlas.moment()].day}`;
  const heads = columns.map((name) => h("th", { scope: "col" }, name));
  const body = rows.map((row) =>
    h(
      "tr",
      {},
      row.map((cell) => h("td", {}, cell)),
    ),
  );
  return scrolling(caption, heads, body);
}

/** @param {Atlas} atlas */
function drawnHow({ data }) {
  const entries = data.how.map(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]);
  const account = h("a", { class: "link", href: `verantwoording?${data.account}` }, data.words.account);
  return h("div", {}, h("dl", { class: "how" }, entries), h("p", { class: "more" }, account));
}

/**
 * Every file is made when it is asked for, of what is shown by then: here, but for the workbook.
 * @param {Atlas} atlas
 * @param {HTMLElement} panel
 */
function downloads(atlas, panel) {
  const { words } = atlas.data;
  const name = (/** @type {string} */ ending) => `${atlas.data.file}-${atlas.memory.month}.${ending}`;
  const told = () => ({ ...toldOf(atlas), origin: originOf(atlas) });
  const drawn = () => {
    const root = /** @type {ShadowRoot} */ (panel.getRootNode());
    const host = /** @type {Element} */ (root.host.closest(".st-key-figure_map"));
    return picture(host, told());
  };
  const csv = () => {
    const { finding, subtitle, note, origin } = told();
    const said = [[words.told_finding, finding], [words.told_subtitle, subtitle], [words.told_note, note], ...origin];
    save(new Blob([asFile(tableOf(atlas), said)], { type: "text/csv;charset=utf-8" }), name("csv"));
  };
  const xlsx = () => {
    const { month: stand, step: stap } = atlas.memory;
    askWorkbook({ stand, stap, ...toldOf(atlas) }, name("xlsx"));
  };
  const svg = () => drawn().then((text) => save(new Blob([text], { type: "image/svg+xml" }), name("svg")));
  const png = () =>
    drawn()
      .then((text) => pixels(text, told()))
      .then((blob) => save(blob, name("png")));
  return h(
    "dl",
    { class: "how downloads" },
    h("dt", {}, words.download_table),
    h("dd", {}, choice("csv", words.csv, csv), choice("xlsx", words.xlsx, xlsx)),
    h("dt", {}, words.download_picture),
    h("dd", {}, choice("svg", words.svg, svg), choice("png", words.png, png)),
  );
}

/**
 * The address that opens exactly this: its month, its step, a panel, as it is known now.
 * @param {Atlas} atlas
 * @param {string | null} [panel]
 */
function addressOf({ data, memory }, panel = null) {
  const query = new URLSearchParams(data.link);
  if (memory.month !== data.page.month) query.set("kijk", memory.month);
  query.set("stap", memory.step);
  query.set("figuur", "map");
  if (panel && panel !== "download") query.set("paneel", panel);
  return `${window.location.origin}${window.location.pathname}?${query}`;
}

/**
 * Puts a link that opens exactly this on the clipboard.
 * @param {Atlas} atlas
 * @param {HTMLElement} status says that it was copied, or what it is
 */
function copyLink(atlas, status) {
  const { words } = atlas.data;
  const address = addressOf(atlas, atlas.memory.panel);
  const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error("no clipboard"));
  copied.then(
    () => status.replaceChildren(words.link_copied),
    () => status.replaceChildren(`${words.link_here} `, h("a", { class: "address", href: address }, address)),
  );
}

/**
 * A link may ask for this figure and one of its panels.
 * @param {import("./atlas_data.js").Memory} memory
 */
export function asMeant(memory) {
  const asked = new URLSearchParams(window.location.search);
  if (asked.get("figuur") === "map") Object.assign(memory, { panel: asked.get("paneel"), isMeant: true });
}
