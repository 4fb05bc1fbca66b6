// @ts-check
// What an opened row shows: what was said of it before, what is usual among peers, what it means, and its note.

import { h, s } from "../../drawing/elements.js";
import { drawMark } from "../../drawing/row_marks.js";

/** @typedef {import("./form_types.js").Row} Row */
/** @typedef {import("./form_types.js").Words} Words */

const [WIDE, MIDDLE, THICK] = [300, 14, 16]; // of the drawing of what is usual

/**
 * @param {Row} row
 * @param {HTMLElement[]} notes the fields that stand here
 * @param {Words} words
 */
export function more(row, notes, words) {
  return h(
    "div",
    { class: "more" },
    h(
      "div",
      { class: "two" },
      h("section", {}, h("h3", {}, words.before), before(row, words)),
      row.usual ? h("section", {}, h("h3", {}, words.usual), usual(row.usual, words)) : null,
    ),
    notes,
    h(
      "details",
      { class: "meaning" },
      h("summary", {}, words.meaning),
      h(
        "dl",
        {},
        row.meaning.map(([question, answer]) => [h("dt", {}, question), h("dd", {}, answer)]),
      ),
    ),
  );
}

/**
 * @param {Row} row
 * @param {Words} words
 */
function before(row, words) {
  if (!row.before.rows.length) return h("p", { class: "soft" }, words.never_said);
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": `${words.before}: ${row.title}` },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          row.before.heads.map((head) => h("th", { scope: "col" }, head)),
        ),
      ),
      h(
        "tbody",
        {},
        row.before.rows.map((said) =>
          h(
            "tr",
            {},
            said.map((text) => h("td", {}, text)),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {import("./form_types.js").Usual} found
 * @param {Words} words
 */
function usual(found, words) {
  const [low, quarter, middle, most, high] = found.tenths;
  const at = (/** @type {number} */ share) => 6 + share * (WIDE - 12);
  const drawing = s(
    "svg",
    { width: WIDE, height: 30, viewBox: `0 0 ${WIDE} 30`, "aria-hidden": "true" },
    s("line", { x1: at(0), x2: at(1), y1: 26, y2: 26, style: "stroke: var(--axis)", "stroke-width": 1 }),
    drawMark({ kind: "pale", from: low, to: high }, at, MIDDLE, THICK),
    drawMark({ kind: "band", from: quarter, to: most }, at, MIDDLE, THICK),
    drawMark({ kind: "tick", at: middle }, at, MIDDLE, THICK),
    found.own === null ? null : drawMark({ kind: "dot", at: found.own, tone: "own" }, at, MIDDLE, THICK),
  );
  const range = words.usual_range.replace("{low}", found.ends[0]).replace("{high}", found.ends[1]);
  const own = found.own_word ? ` · ${found.own_word}` : "";
  return [
    h("p", { class: "soft" }, found.title),
    drawing,
    h("p", { class: "strong" }, range.replace("{middle}", found.middle), own),
    h("p", { class: "soft" }, found.words),
  ];
}
