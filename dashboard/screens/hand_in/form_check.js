// @ts-check
// What the check found: a list that leads to each place, and what changes on the own page when this is handed in.

import { fill, h } from "../../drawing/elements.js";
import { sign } from "../../drawing/signs.js";
import { mark } from "./form_told.js";

/** @typedef {import("./form_types.js").Checked} Checked */
/** @typedef {import("./form_types.js").Problem} Problem */
/** @typedef {import("./form_types.js").Words} Words */
/**
 * What the panel asks of the form.
 * @typedef {object} Ways
 * @property {(problem: Problem) => void} jump leads to its place
 * @property {(problem: Problem) => boolean} isAnswered
 * @property {(problem: Problem) => string} whereOf "" for the report as a whole
 */

/**
 * The panel under the tables; empty until somebody asks for the check.
 * @param {Words} words
 * @param {Ways} ways
 * @param {HTMLElement} confirmation the question whether nothing changed
 */
export function checkOf(words, ways, confirmation) {
  const title = h("h2", { tabindex: "-1" });
  const body = h("div", {});
  const element = h("section", { class: "check", hidden: "" }, title, body);
  const show = (/** @type {Checked} */ checked) => {
    element.hidden = false;
    const problems = checked.problems;
    title.textContent = finding(
      problems.filter((one) => !ways.isAnswered(one)),
      words,
    );
    fill(body, [
      checked.is_untouched ? [h("p", {}, words.untouched), confirmation] : h("p", {}, rows(checked, words)),
      problems.length ? list(problems, words, ways) : null,
      checked.is_untouched ? null : changes(checked, words),
    ]);
  };
  return { element, show, focus: () => title.focus() };
}

/**
 * @param {Problem[]} problems
 * @param {Words} words
 */
function finding(problems, words) {
  if (!problems.length) return words.nothing_found;
  return (problems.length === 1 ? words.found_one : words.found_many).replace("{count}", String(problems.length));
}

/**
 * How many rows go along, and how many do not.
 * @param {Checked} checked
 * @param {Words} words
 */
export function rows({ taken, refused }, words) {
  const goes = (taken === 1 ? words.taken_one : words.taken_many).replace("{count}", String(taken));
  if (!refused) return goes;
  return `${goes} ${(refused === 1 ? words.not_taken_one : words.not_taken_many).replace("{count}", String(refused))}`;
}

/**
 * @param {Problem[]} problems
 * @param {Words} words
 * @param {Ways} ways
 */
function list(problems, words, ways) {
  const items = problems.map((problem, place) => {
    const go = { type: "button", class: "link", "data-focus": `jump ${place}`, onclick: () => ways.jump(problem) };
    const where = ways.whereOf(problem);
    const answered = ways.isAnswered(problem) ? h("span", { class: "soft" }, ` ${words.answered}`) : null;
    const told = [where ? h("button", go, where) : null, ` ${problem.text}`, answered];
    return h("li", {}, mark(problem.severity), h("div", {}, told));
  });
  return h("ol", { class: "found", "aria-label": words.found_list }, items);
}

/**
 * Before and after: the steps that move, and the figures on top of the own page.
 * @param {Pick<Checked, "steps" | "figures">} checked
 * @param {Words} words
 */
export function changes({ steps, figures }, words) {
  const arrow = () => [
    h("span", { class: "to", "aria-hidden": "true" }, "→"),
    h("span", { class: "hidden" }, words.becomes),
  ];
  const moved = steps.map((step) =>
    h(
      "li",
      {},
      h("span", {}, step.number ? `${step.number} ${step.title}` : step.title),
      h("span", { class: "signs" }, sign(step.before), arrow(), sign(step.after)),
      h("span", { class: "soft" }, step.words),
    ),
  );
  const changed = figures.map((one) =>
    h(
      "li",
      {},
      h("span", {}, one.label),
      h("span", {}, one.before, " ", arrow(), " ", h("strong", {}, one.after)),
      h("span", {}),
    ),
  );
  const none = moved.length + changed.length ? null : h("p", { class: "soft" }, words.no_change);
  return h("section", { class: "changes" }, h("h3", {}, words.changes), none, h("ol", {}, moved, changed));
}
