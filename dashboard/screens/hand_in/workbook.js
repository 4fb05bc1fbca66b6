// @ts-check
// The way by workbook: fetch it filled in, choose a file, see what would become of it, hand it in.
// data: words and addresses. The file stays in this browser until it is handed in: a check keeps nothing.

import { h } from "../../drawing/elements.js";
import { focusOn, mount } from "../../drawing/mounting.js";
import { changes } from "./form_check.js";
import { receiptOf } from "./receipt.js";
import { forget, found, keep } from "./workbook_kept.js";

const MOST_BYTES = 25_000_000;

/** @typedef {import("./receipt.js").Receipt} Receipt */
/** @typedef {{ words: Record<string, string>, template: string, check: string, take: string, receipt: string, keep_as: string, may_take: string }} Workbook */
/** @typedef {Pick<import("./form_types.js").Checked, "steps" | "figures">} Page */
/**
 * What this part knows while it stands. `isLooked`: whether a file of before was looked for; `again`: that it was there.
 * @typedef {{ file?: File, drawn?: Receipt, page?: Page, report?: number | null, told: string, busy: string,
 *   again?: string, isLooked?: boolean }} Kept
 */
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
    const check = async (/** @type {File | null | undefined} */ file, again = "") => {
      if (!file) return;
      Object.assign(mine, { file, drawn: undefined, report: undefined, told: "", again, busy: words.checking });
      if (file.size > MOST_BYTES) Object.assign(mine, { told: words.too_big, busy: "" });
      draw(box);
      if (mine.busy && !again && !(await keep(data.keep_as, file))) mine.again = words.not_kept;
      if (mine.busy) Object.assign(mine, await posted(data.check, file, words), { busy: "" });
      draw(box);
      if (!again) focusOn(box, "outcome");
    };
    const putAway = () => {
      forget(data.keep_as);
      Object.assign(mine, { file: undefined, drawn: undefined, report: undefined, told: "", again: "" });
      draw(box);
      focusOn(box, "file");
    };
    const take = async () => {
      if (!mine.file || mine.busy) return;
      mine.busy = words.taking;
      draw(box);
      const answer = await posted(data.take, mine.file, words);
      Object.assign(mine, answer, { busy: "" });
      if (answer.report || answer.drawn?.is_rejected) await forget(data.keep_as);
      if (answer.report) window.location.assign(data.receipt + answer.report);
      draw(box);
    };
    box.replaceChildren(
      fetching(data),
      choosing(mine, words, check, putAway),
      outcome(mine, data, { take, again: () => check(mine.file, mine.again) }),
    );
    if (mine.isLooked) return;
    mine.isLooked = true;
    found(data.keep_as).then((file) => (mine.file ? undefined : check(file, words.again)));
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
 * @param {() => unknown} putAway
 */
function choosing(mine, words, check, putAway) {
  const accept = ".xlsx,.xlsm,.xls,.ods,.csv";
  const field = h("input", { type: "file", id: "file", class: "hidden", "data-focus": "file", accept });
  field.addEventListener("change", () => check(field.files?.[0]));
  const place = h(
    "div",
    { class: "drop screen-only" },
    field,
    h("label", { for: "file", class: "plain" }, mine.file ? words.another : words.choose),
    h("p", { class: "soft" }, mine.file ? `${mine.file.name} · ${Math.ceil(mine.file.size / 1000)} kB` : words.drop),
    mine.file && !mine.busy ? h("button", { type: "button", class: "plain", onclick: putAway }, words.put_away) : null,
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
 * @param {{ take: () => unknown, again: () => unknown }} ways
 */
function outcome(mine, { words, receipt, may_take }, { take, again }) {
  const parts = [];
  if (mine.again && !mine.report) parts.push(h("p", { class: "soft" }, mine.again));
  if (mine.busy) parts.push(h("p", { class: "soft" }, mine.busy));
  if (mine.told) parts.push(h("p", { class: "wrong" }, mine.told));
  if (mine.told && mine.file && !mine.drawn && !mine.busy && mine.file.size <= MOST_BYTES) {
    parts.push(h("button", { type: "button", class: "plain", onclick: again }, words.check_again));
  }
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
