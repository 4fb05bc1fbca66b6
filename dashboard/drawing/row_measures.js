// @ts-check
// Where everything stands in a picture of rows (see rows.js), by the width that there is and the words that it holds.

import { lines, wrapped } from "./label_lines.js";

/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./rows.js").Rows} Rows */

export const LINE = 17;
const LINE_OF_REASON = 16;
const TWO_LINES = 40; // how high a row is at least whose label takes two lines

/**
 * Where things stand. `rights`: how wide each column of words at right is; `under`: on a narrow screen what goes under
 * the marks instead; `reasons`: of each row why it is withheld, in lines; `lift`: how far the marks stand from the middle of their row.
 * @param {Rows} data
 * @param {number} width
 */
export function measured(data, width) {
  const narrow = width < (data.narrow_below ?? 520);
  const heads = data.right ?? [];
  const labels = narrow ? 0 : Math.min(longestLabel(data.rows) + 18, width * 0.34);
  const longest = (/** @type {string} */ head, /** @type {number} */ place) =>
    Math.max(head.length, ...data.rows.map((row) => (row.right?.[place] ?? "").length));
  const rights = narrow ? [] : heads.map((head, place) => longest(head, place) * 7 + 18);
  const marks = data.rows.flatMap((row) => row.marks ?? []);
  const isAbove = marks.some((mark) => (mark.text && mark.place === "above") || mark.kind === "pin");
  const isBelow = marks.some((mark) => mark.text && mark.place === "below");
  const isBroken = !narrow && data.rows.some((one) => !one.is_head && labelLines(one, labels).length > 1);
  const row =
    Math.max(data.row ?? 38, isBroken ? TWO_LINES : 0) + (isAbove ? 14 : 0) + (isBelow ? 12 : 0) + (narrow ? 28 : 0);
  const lift = (isAbove ? 7 : 0) - (isBelow ? 6 : 0) + (narrow ? 11 : 0);
  const top =
    (data.axis?.label ? 18 : 0) +
    (data.axis?.ticks.length ? 20 : 0) +
    ((data.lines ?? []).some((line) => line.label) ? 18 : 0) +
    (heads.length && !narrow ? 4 : 0);
  const [roomLeft, roomRight] = [data.room_left ?? 0, data.room_right ?? 10];
  const start = labels + 8 + roomLeft;
  const end = width - sum(rights) - roomRight;
  const span = data.axis ? data.axis.to - data.axis.from || 1 : 1;
  const at = (/** @type {number} */ value) => start + ((value - (data.axis?.from ?? 0)) / span) * (end - start);
  const under = data.rows.map((one) => (narrow && !data.is_beside_label ? wordsUnder(one, heads, width) : []));
  const wordsAt = narrow ? 0 : start; // what stands in the place of marks or over them
  const reasons = data.rows.map((one) => reasonLines(one, width - wordsAt - (narrow ? 0 : (rights.at(-1) ?? 0))));
  const heights = data.rows.map((one, place) =>
    one.is_head
      ? one.sub
        ? 47
        : 30
      : row +
        (under[place].length ? 6 + LINE * under[place].length : 0) +
        roomFor(reasons[place].length, row - (narrow ? 28 : 0)),
  );
  const edges = /** @type {[number, number]} */ ([narrow ? 0 : start - roomLeft, end + Math.max(roomRight - 6, 6)]);
  const tall = top + sum(heights) + 4;
  const bar = data.bar ?? 20;
  return {
    width,
    narrow,
    heads,
    labels,
    rights,
    row,
    bar,
    lift,
    top,
    start,
    at,
    under,
    reasons,
    heights,
    edges,
    tall,
    wordsAt,
  };
}

/**
 * The label of a row over as many lines as it takes, beside its marks.
 * @param {{ label: string, number?: string }} row
 * @param {number} labels how wide the labels are
 */
export const labelLines = ({ label, number }, labels) => lines(label, Math.floor((labels - (number ? 26 : 0)) / 6.9));

/**
 * Why a row is withheld, over as many lines as it takes: a reason that is cut off is none.
 * @param {Row} row
 * @param {number} room
 */
const reasonLines = ({ withheld }, room) =>
  withheld ? wrapped(withheld.join(" "), Math.floor((room - 24) / 6.3)) : [];

/**
 * How much higher a row must be for so many lines of a reason than it is.
 * @param {number} count
 * @param {number} row
 */
const roomFor = (count, row) => (count > 1 ? Math.max(0, count * LINE_OF_REASON + 12 - row) : 0);

/** @param {number[]} numbers */
export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** @param {Row[]} rows */
function longestLabel(rows) {
  const widths = rows
    .filter((row) => !row.is_head)
    .map((row) => Math.max((row.label ?? "").length * 7.3 + (row.number ? 26 : 0), (row.sub ?? "").length * 6.4));
  return Math.max(...widths, 20);
}

/**
 * What stands at right, with its heads, over as many lines as it takes.
 * @param {Row} row
 * @param {string[]} heads
 * @param {number} width
 */
function wordsUnder({ right = [] }, heads, width) {
  const said = right
    .map((words, place) => (words ? (heads[place] ? `${heads[place]}: ` : "") + words : ""))
    .filter(Boolean);
  /** @type {string[]} */
  const found = [];
  for (const words of said) {
    const longer = found.length ? `${found[found.length - 1]} · ${words}` : words;
    if (found.length && longer.length * 6.4 <= width) found[found.length - 1] = longer;
    else found.push(words);
  }
  return found;
}
