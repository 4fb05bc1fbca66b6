// @ts-check
// Rows on one shared axis: bounds with an estimate, a norm beside what was realised, a bridge from then to now,
// quantiles.
// data: the axis, and for each row its marks and the words at right of them.

import { s } from "./elements.js";
import { lines } from "./label_lines.js";
import { lockAt } from "./lock.js";
import { mount } from "./mounting.js";
import { drawMark, markText } from "./row_marks.js";
import { LINE, labelLines, measured, sum } from "./row_measures.js";
import { keyList } from "./signs.js";
import { patterns } from "./status_scale.js";

/** @typedef {{ from: number, to: number, label?: string, ticks: [value: number, text: string][] }} Axis */
/**
 * `is_head`: a line of words over the rows that follow; `is_own`: the first text at right is that of the chosen
 * municipality; `words`: instead of marks; `joins_at`: the value at which a line comes down from the row before.
 * @typedef {object} Row
 * @property {string} label
 * @property {string} [sub]
 * @property {string} [number]
 * @property {boolean} [is_head]
 * @property {boolean} [is_total]
 * @property {boolean} [is_strong]
 * @property {boolean} [is_own]
 * @property {import("./row_marks.js").Mark[]} [marks]
 * @property {(string | null)[]} [right]
 * @property {string} [beside] on the line of the label, where the heads of those words are not drawn
 * @property {string} [words]
 * @property {[strong: string, reason: string]} [withheld] behind a lock, instead of marks
 * @property {number | null} [joins_at]
 */
/**
 * @typedef {object} Rows
 * @property {string} alt
 * @property {import("./signs.js").Key} [key]
 * @property {Axis} [axis]
 * @property {Row[]} rows
 * @property {{ at: number, label?: string }[]} [lines] over all rows
 * @property {string[]} [right] the heads of the words at right
 * @property {number} [narrow_below] the width under which labels go above their rows
 * @property {boolean} [is_beside_label] on a narrow screen the text at right stands on the line of the label
 * @property {number} [row] how high a row is
 * @property {number} [bar] how high a bar is
 * @property {number} [room_left] for the words beside the outermost marks
 * @property {number} [room_right]
 */
/** @typedef {ReturnType<typeof measured>} Measures */

/** @param {import("./mounting.js").Component<Rows>} component */
export default function rows(component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const measures = measured(data, width);
    const { tall, top, heights } = measures;
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": data.alt }, patterns());
    if (data.axis) picture.append(...axis(data.axis, measures));
    for (const line of data.lines ?? []) picture.append(...lineOver(line, measures));
    picture.append(...heads(measures));
    let y = top;
    /** @type {number | null} */
    let previous = null; // the under side of the bar before
    data.rows.forEach((row, number) => {
      picture.append(...drawnRow(row, number, y, previous, data, measures));
      previous = row.is_head ? null : middleOf(row, y, measures) + measures.bar / 2;
      y += heights[number];
    });
    box.replaceChildren(...(data.key?.length ? [keyList(data.key)] : []), picture);
  });
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {import("./elements.js").Attributes} look
 */
const text = (x, y, words, look) => s("text", { x, y, "font-size": 14, ...look }, words);

/**
 * @param {Axis} axis
 * @param {Measures} measures
 */
function axis({ label, ticks }, { narrow, width, start, wordsAt, top, tall, at }) {
  let last = -1000; // where the words of the tick before end
  const y = (label ? 18 : 0) + 14;
  const drawn = ticks.flatMap(([value, words]) => {
    const x = at(value);
    const wide = words.length * 6.6;
    const anchor = x < start + 14 && narrow ? "start" : x > width - 14 ? "end" : "middle";
    const begin = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
    const line = s("line", { x1: x, x2: x, y1: top, y2: tall - 2, style: "stroke: var(--grid)" });
    if (begin - last < 8) return [line];
    last = begin + wide;
    return [line, text(x, y, words, { "font-size": 12.5, class: "faint", "text-anchor": anchor })];
  });
  return label ? [text(wordsAt, 12, label, { "font-size": 12.5, class: "soft" }), ...drawn] : drawn;
}

/**
 * @param {{ at: number, label?: string }} line
 * @param {Measures} measures
 */
function lineOver({ at: value, label }, { at, top, tall }) {
  const x = at(value);
  const ends = { x1: x, x2: x, y1: top - (label ? 4 : 0), y2: tall - 2 };
  const line = s("line", { ...ends, style: "stroke: var(--ink)", "stroke-width": 1.6 });
  const look = { "font-size": 13, class: "strong", "text-anchor": "middle" };
  return label ? [line, text(x, top - 8, label, look)] : [line];
}

/**
 * Where a column of words at right ends.
 * @param {number} place
 * @param {Measures} measures
 */
const rightOf = (place, { width, rights }) => width - sum(rights.slice(place + 1));

/** @param {Measures} measures */
function heads(measures) {
  if (measures.narrow) return [];
  const look = { "font-size": 12.5, class: "soft", "text-anchor": "end" };
  return measures.heads.map((head, place) => text(rightOf(place, measures), measures.top - 6, head, look));
}

/**
 * @param {Row} row
 * @param {number} y
 * @param {Measures} measures
 */
const middleOf = (row, y, measures) => (row.is_head ? y + 20 : y + measures.row / 2 + measures.lift);

/**
 * @param {Row} row
 * @param {number} number
 * @param {number} y where the row begins
 * @param {number | null} previous where the bar before ends
 * @param {Rows} data
 * @param {Measures} measures
 */
function drawnRow(row, number, y, previous, data, measures) {
  const { width, narrow, wordsAt, bar, at } = measures;
  const middle = middleOf(row, y, measures);
  const labelAt = narrow ? y + 15 : middle + (row.sub ? -3 : 5);
  const ends = { x1: 0, x2: width, y1: y + 1, y2: y + 1 };
  const total = s("line", { ...ends, style: "stroke: var(--ink)", "stroke-width": 1.2 });
  const said = row.words ? lines(row.words, Math.floor((width - wordsAt) / 6.6)) : [];
  const words = said.map((part, place) => {
    const shift = said.length === 2 ? (place ? 9 : -9) : 0;
    return text(wordsAt, middle + 5 + shift, part, { "font-size": 13.5, class: "soft" });
  });
  const marks = row.marks ?? [];
  return [
    ...(row.is_total ? [total] : []),
    ...label(row, row.is_head ? y + 20 : labelAt, measures),
    ...words,
    ...withheld(row, number, middle, measures),
    ...marks.map((mark) => drawMark(mark, at, middle, mark.kind === "thick" ? 5 : (mark.height ?? bar))),
    ...texts(marks, middle, measures),
    ...join(row, previous, middle, measures),
    ...atRight(row, number, y, middle, labelAt, Boolean(data.is_beside_label), measures),
  ];
}

/**
 * The lock with what is behind it; over the lines of the axis, of which none crosses the words.
 * @param {Row} row
 * @param {number} number
 * @param {number} middle
 * @param {Measures} measures
 */
function withheld({ withheld: told }, number, middle, { width, wordsAt, narrow, rights, reasons }) {
  if (!told) return [];
  const [strong] = told;
  const room = width - wordsAt - 24 - (narrow ? 0 : (rights[rights.length - 1] ?? 0));
  const said = reasons[number];
  const tall = 27 + Math.max(0, said.length - 2) * 16;
  const under = { x: wordsAt, y: middle - 13, width: width - wordsAt, height: tall, style: "fill: var(--paper)" };
  return [
    s("rect", narrow ? under : { ...under, width: Math.min(said[0].length * 6.6 + 26, room + 24) }),
    lockAt(wordsAt, middle - 9, 18),
    ...said.map((part, place) => {
      const y = middle + 5 + (said.length > 1 ? place * 16 - 8 : 0);
      const look = { "font-size": 13.5, class: "soft" };
      if (place) return text(wordsAt + 24, y, part, look);
      const first = s("tspan", { class: "strong" }, strong);
      return s("text", { x: wordsAt + 24, y, ...look }, first, part.slice(strong.length));
    }),
  ];
}

/**
 * The label with the number before it and the words under it; on a narrow screen they stand behind that of a row.
 * @param {Row} row
 * @param {number} y
 * @param {Measures} measures
 */
function label({ label, number, sub, is_head: isHead, is_total: isTotal, is_strong: isStrong }, y, measures) {
  const { narrow, labels } = measures;
  const indent = number ? 26 : 0;
  const look = { class: isHead || isTotal || isStrong ? "strong" : null };
  const numbered = number ? [text(0, y, number, { class: "faint" })] : [];
  const under = sub ? [text(indent, y + 17, sub, { "font-size": 12.5, class: "soft" })] : [];
  if (isHead) {
    const clear = { ...look, style: "paint-order: stroke; stroke: var(--paper)", "stroke-width": 4 }; // lines run behind
    const small = { ...clear, "font-size": 12.5, class: "soft" };
    return [...numbered, text(indent, y, label, clear), ...(sub ? [text(indent, y + 17, sub, small)] : [])];
  }
  if (narrow) return [...numbered, text(indent, y, sub ? `${label} · ${sub}` : label, look)];
  const parts = labelLines({ label, number }, labels);
  const named = parts.map((part, place) => {
    const shift = parts.length === 2 ? (place ? 8 : -8) : 0;
    return text(indent, y + shift, part, look);
  });
  return [...numbered, ...named, ...under];
}

/**
 * The texts of the marks, but for those that yield to another.
 * @param {import("./row_marks.js").Mark[]} marks
 * @param {number} middle
 * @param {Measures} measures
 */
function texts(marks, middle, { at, bar, edges }) {
  const found = marks.flatMap((mark) =>
    mark.text ? [markText({ ...mark, text: mark.text }, at, middle, bar, edges)] : [],
  );
  /**
   * @param {import("./row_marks.js").MarkText} one
   * @param {import("./row_marks.js").MarkText} other
   */
  const touches = (one, other) =>
    one !== other && one.place === other.place && one.from < other.to + 8 && other.from < one.to + 8;
  const isLeft = (/** @type {import("./row_marks.js").MarkText} */ one) =>
    !one.yields || !found.some((other) => !other.yields && touches(one, other));
  return found.filter(isLeft).map(({ drawn }) => drawn);
}

/**
 * @param {Row} row
 * @param {number | null} previous
 * @param {number} middle
 * @param {Measures} measures
 */
function join({ joins_at: joint }, previous, middle, { at, bar }) {
  if (joint === undefined || joint === null || !previous) return [];
  const ends = { x1: at(joint), x2: at(joint), y1: previous, y2: middle - bar / 2 };
  return [s("line", { ...ends, style: "stroke: var(--axis)", "stroke-dasharray": "2 3" })];
}

/**
 * The words at right of the marks; on a narrow screen on the line of the label, or under the marks.
 * @param {Row} row
 * @param {number} number
 * @param {number} y
 * @param {number} middle
 * @param {number} labelAt
 * @param {boolean} isBesideLabel
 * @param {Measures} measures
 */
function atRight(row, number, y, middle, labelAt, isBesideLabel, measures) {
  const { width, narrow, under, heights } = measures;
  const right = row.right ?? [];
  const own = "fill: var(--own)";
  if (narrow && isBesideLabel) {
    const look = { "text-anchor": "end", class: row.is_own ? "strong" : "soft", style: row.is_own ? own : null };
    return [text(width, labelAt, row.beside ?? right[0] ?? "", look)];
  }
  if (narrow) {
    return under[number].flatMap((said, place, all) => {
      const baseline = y + heights[number] - 12 - LINE * (all.length - 1 - place);
      const box = { x: 0, y: baseline - 13, width: Math.min(said.length * 6.8, width), height: 18 };
      // the lines of the axis stop at these words
      const paper = s("rect", { ...box, style: "fill: var(--paper)" });
      return [paper, text(0, baseline, said, { "font-size": 13, class: "soft" })];
    });
  }
  const kind = row.is_total || row.is_own ? "strong" : null;
  return right.map((words, place) => {
    const look = { "text-anchor": "end", class: kind, style: row.is_own && !place ? own : null };
    return text(rightOf(place, measures), middle + 5, words ?? "", look);
  });
}
