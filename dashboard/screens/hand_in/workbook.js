// @ts-check
// The way by workbook: fetch it filled in, choose a file, see what would become of it, hand it in.
// data: words and addresses. The file stays here until it is handed in: a check keeps nothing.

import { h } from "../../drawing/elements.js";
import { focusOn, mount } from "../../drawing/mounting.js";
import { changes } from "./form_check.js";
import { receiptOf } from "./receipt.js";

const MOST_BYTES = 25_000_000;

/** @typedef {import("./receipt.js").Receipt} Receipt */
/** @typedef {{ words: Record<string, string>, template: string, check: string, take: string, receipt: string, may_take: string }} Workbook */
/** @typedef {Pick<import("./form_types.js").Checked, "steps" | "figures">} Page */
/** @typedef {{ file?: File, drawn?: Receipt, page?: Page, report?: number | null, told: string, busy: string }} Kept */
/** @typedef {{ message?: string, drawn?: Receipt, page?: Page, report?: number | null }} Answer */

/** @type {WeakMap<ShadowRoot, Kept>} */
const kept = new WeakMap();

/** @param {import("../../drawing/mounting.js").Component<Workbook>} component */
export default function workbook(component) {
  const { data, parentElement } = component;
  const mine = kept.get(parentElement) ?? { told: "", busy: "" };
  kept.set(parentElement, mine);
  const { words } = data;

  const draw = (/** @type {HTMLElement} */ box) => {
    const check = async (/** @type {File | null | undefined} */ file) => {
      if (!file) return;
      Object.assign(mine, { file, drawn: undefined, told: "", busy: words.checking });
      if (file.size > MOST_BYTES) Object.assign(mine, { told: words.too_big, busy: "" });
      draw(box);
      if (mine.busy) Object.assign(mine, await posted(data.check, file, words), { busy: "" });
      draw(box);
      focusOn(box, "outcome");
    };
    const take = async () => {
      if (!mine.file || mine.busy) return;
      mine.busy = words.taking;
      draw(box);
      const answer = await posted(data.take, mine.file, words);
      Object.assign(mine, answer, { busy: "" });
      if (answer.report) window.location.assign(data.receipt + answer.report);
      draw(box);
    };
    box.replaceChildren(fetching(data), choosing(mine, words, check), outcome(mine, data, take));
  };
  return mount(component, draw);
}

/**
 * @param {string} address
 * @param {File} file
 * @param {Record<string, string>} words
 * @returns {Promise<{ drawn?: Receipt, page?: Page, report?: number | null, told: string }>}
 */
async function posted(address, file, words) {
  try {
    const answer = await fetch(`${address}&naam=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    const isJson = (answer.headers.get("content-type") ?? "").includes("json");
    /** @type {Answer} */
    const said = isJson ? await answer.json() : { message: await answer.text() };
    return answer.ok
      ? { drawn: said.drawn, page: said.page, report: said.report, told: "" }
      : { told: said.message ?? words.offline };
  } catch {
    return { told: words.offline };
  }
}

/** @param {Workbook} data */
const fetching = ({ words, template }) =>
  h(
    "div",
    { class: "screen-only" },
    h("h2", {}, words.title),
    h("p", { class: "soft" }, words.lead),
    h("a", { class: "plain", href: template, download: "" }, words.fetch),
  );

/**
 * @param {Kept} mine
 * @param {Record<string, string>} words
 * @param {(file: File | null | undefined) => unknown} check
 */
function choosing(mine, words, check) {
  const accept = ".xlsx,.xlsm,.xls,.ods,.csv";
  const field = h("input", { type: "file", id: "file", class: "hidden", "data-focus": "file", accept });
  field.addEventListener("change", () => check(field.files?.[0]));
  const place = h(
    "div",
    { class: "drop screen-only" },
    field,
    h("label", { for: "file", class: "plain" }, mine.file ? words.another : words.choose),
    h("p", { class: "soft" }, mine.file ? `${mine.file.name} · ${Math.ceil(mine.file.size / 1000)} kB` : words.drop),
  );
  place.addEventListener("dragover", (event) => event.preventDefault());
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    check(event.dataTransfer?.files[0]);
  });
  return place;
}

/**
 * @param {Kept} mine
 * @param {Workbook} data
 * @param {() => unknown} take
 */
function outcome(mine, { words, receipt, may_take }, take) {
  const parts = [];
  if (mine.busy) parts.push(h("p", { class: "soft" }, mine.busy));
  if (mine.told) parts.push(h("p", { class: "wrong" }, mine.told));
  if (mine.drawn && !mine.busy) {
    parts.push(h("p", { class: "soft" }, words.checked), receiptOf(mine.drawn));
    if (mine.page && !mine.report && !mine.drawn.is_rejected) parts.push(changes(mine.page, words));
    if (mine.report) parts.push(h("a", { href: receipt + mine.report }, words.first));
    else if (may_take) parts.push(h("p", { class: "wrong" }, may_take));
    else if (!mine.drawn.is_rejected) {
      const button = { type: "button", class: "primary", "data-focus": "take", onclick: take };
      parts.push(h("p", { class: "soft" }, words.nothing_yet), h("button", button, words.hand_in));
    }
  }
  return h("div", { class: "outcome", role: "status", tabindex: "-1", "data-focus": "outcome" }, parts);
}
