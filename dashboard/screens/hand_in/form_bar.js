// @ts-check
// The bar under the form: whether all is kept, who else is in it, and what can be done with it now.

import { fill, h } from "../../drawing/elements.js";

/** @typedef {import("./form_types.js").Form} Form */
/** @typedef {import("./form_draft.js").Draft} Draft */

/** @type {Record<Draft["standing"], string>} */
const WORDS = {
  empty: "nothing_typed",
  saved: "saved",
  typing: "saving",
  saving: "saving",
  offline: "offline",
  session: "session",
  barred: "barred",
  refused: "some_refused",
  later: "later",
};

/**
 * @param {Form} form
 * @param {Draft} draft
 * @param {{ check: () => unknown, handIn: () => unknown }} acts
 */
export function barOf(form, draft, acts) {
  const { words } = form;
  const state = h("p", { class: "state", role: "status" });
  const beside = h("p", { class: "beside soft" });
  const told = h("p", { class: "told-bar", role: "alert" });
  const check = h(
    "button",
    { type: "button", class: "plain", "data-focus": "check", onclick: acts.check },
    words.check,
  );
  const handIn = h("button", { type: "button", class: "primary", "data-focus": "hand in", onclick: acts.handIn });
  const buttons = form.may_hand_in ? [check] : [check, handIn];
  const element = h(
    "div",
    { class: "bar" },
    h("div", { class: "words" }, state, beside, told),
    h("div", { class: "buttons screen-only" }, buttons),
  );
  let colleague = "";
  const paint = () => {
    fill(state, line(draft, words));
    beside.textContent = [colleague, form.may_hand_in].filter((text) => text).join(" ");
  };
  /** @param {string} label */
  const label = (label) => {
    handIn.textContent = label;
  };
  label(words.hand_in);
  return {
    element,
    paint,
    label,
    say: (/** @type {string} */ text) => {
      told.textContent = text;
    },
    busy: (/** @type {boolean} */ isBusy) => {
      for (const one of [check, handIn]) one.toggleAttribute("disabled", isBusy);
    },
    beside: (/** @type {string} */ text) => {
      colleague = text;
      paint();
    },
  };
}

/**
 * What is said of what was typed. What the browser could not keep either is said first.
 * @param {Draft} draft
 * @param {import("./form_types.js").Words} words
 */
function line(draft, words) {
  const text = words[draft.conflicts.length ? "some_conflict" : WORDS[draft.standing]];
  const parts = [h("strong", {}, text.replace("{time}", timeOf(draft.savedAt)))];
  if (draft.message && draft.standing !== "session") parts.push(h("span", {}, ` ${draft.message}`));
  if (draft.standing === "session") {
    parts.push(h("a", { href: window.location.href, target: "_blank", rel: "opener" }, words.sign_in));
  }
  if (draft.unsent.size && !draft.isKept) parts.push(h("span", {}, ` ${words.not_kept}`));
  if (draft.standing === "saved") parts.push(h("span", { class: "soft" }, ` ${words.counts_nowhere}`));
  return parts;
}

/** @param {Date | null} moment in Dutch time, wherever this browser stands, as a receipt writes it: 14:02 */
const timeOf = (moment) =>
  moment?.toLocaleTimeString("nl-NL", { timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit" }) ?? "";
