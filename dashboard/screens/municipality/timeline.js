// @ts-check
// The own timeline: what really happened as bars, the municipality's own targets as diamonds, one line at the as-of
// date.
// data: a row per step. Days are numbers since year 1, so that no dates need be known here.

import { s } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { diamond, slipArc } from "../../drawing/own_targets.js";
import { keyList } from "../../drawing/signs.js";
import { barMark, patterns } from "../../drawing/status_scale.js";

/** @typedef {[day: number, text: string]} Tick */
/**
 * @typedef {object} Row
 * @property {string} number of the step
 * @property {string} label
 * @property {import("../../drawing/status_scale.js").Standing} standing
 * @property {boolean} stale
 * @property {number | null} from the day on which the bar begins; null where there is none
 * @property {number | null} to
 * @property {number | null} heard the day of the last report; a running bar is pale after it
 * @property {number | null} finished of a step that is open again: the last report that called it finished
 * @property {number | null} opened the first report after it that no longer did
 * @property {number | null} first_target
 * @property {number | null} last_target
 * @property {string} text how long it took, or what it waits on
 * @property {string} since of a running step how long it had been going on at its last report; else empty
 */
/**
 * @typedef {object} Timeline
 * @property {string} alt
 * @property {import("../../drawing/signs.js").Key} key
 * @property {number} first
 * @property {number} last
 * @property {number} as_of
 * @property {string} as_of_label
 * @property {Tick[]} ticks
 * @property {Row[]} rows
 */
/**
 * Where things stand. `side`: what the words at right take; `x`: where a day stands.
 * @typedef {object} Measures
 * @property {boolean} wide
 * @property {number} width
 * @property {number} side
 * @property {number} row
 * @property {number} top
 * @property {number} tall
 * @property {(day: number) => number} x
 */

const BAR = 14;
const MONTH_ALONE = 4; // letters at most; a longer word has a year in it

/** @param {import("../../drawing/mounting.js").Component<Timeline>} component */
export default function timeline(component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const measures = measured(data, width);
    const { tall, x } = measures;
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": data.alt }, patterns());
    picture.append(...ticks(data, measures));
    const marks = s("g", {});
    const halo = { style: "paint-order: stroke; stroke: var(--paper)", "stroke-width": 4, "stroke-linejoin": "round" };
    const words = s("g", halo);
    data.rows.forEach((row, place) => {
      drawRow(row, place, data, measures, marks, words);
    });
    const now = Math.min(Math.max(x(data.as_of), 60), width - 60);
    const label = { x: now, y: tall - 4, "font-size": 13, class: "strong", "text-anchor": "middle" };
    picture.append(...asOf(data, measures), words, marks, s("text", label, data.as_of_label));
    box.replaceChildren(keyList(data.key), picture);
  });
}

/**
 * @param {Timeline} data
 * @param {number} width
 * @returns {Measures}
 */
function measured(data, width) {
  const wide = width >= 720;
  const labels = wide ? 210 : 0;
  const longest = Math.max(...data.rows.map((row) => Math.max(row.text.length, row.since.length)));
  const side = wide ? Math.min(Math.max(170, longest * 6.8 + 18), 270) : 0;
  const row = wide ? 40 : data.rows.some((one) => one.since) ? 76 : 60;
  const top = 28;
  const length = width - labels - side - 12;
  const tall = top + row * data.rows.length + 28;
  const x = (/** @type {number} */ day) => labels + 6 + ((day - data.first) / (data.last - data.first)) * length;
  return { wide, width, side, row, top, tall, x };
}

/**
 * @param {Timeline} data
 * @param {Measures} measures
 */
function ticks(data, { width, side, top, tall, x }) {
  const isYear = (/** @type {Tick} */ [, text]) => Number(text.length > MONTH_ALONE);
  /** @type {[number, number][]} */
  const placed = [];
  /** @type {SVGElement[]} */
  const drawn = [];
  // the words with a year first: without one beside it the name of a month says little
  for (const [day, text] of [...data.ticks].sort((a, b) => isYear(b) - isYear(a))) {
    const at = x(day);
    drawn.push(s("line", { x1: at, x2: at, y1: top, y2: tall - 24, style: "stroke: var(--grid)" }));
    const half = text.length > MONTH_ALONE ? 27 : 16;
    if (at > width - side - 14 || placed.some(([from, to]) => at - half < to && at + half > from)) continue;
    placed.push([at - half, at + half]);
    const anchor = at < 24 ? "start" : "middle";
    drawn.push(s("text", { x: at, y: 14, "font-size": 12.5, class: "faint", "text-anchor": anchor }, text));
  }
  return drawn;
}

/**
 * @param {Row} row
 * @param {number} place
 * @param {Timeline} data
 * @param {Measures} measures
 * @param {SVGElement} marks gets the bars and the targets
 * @param {SVGElement} words gets the texts
 */
function drawRow(row, place, data, { wide, width, side, row: high, top, x }, marks, words) {
  const y = top + high * place + (wide ? (high - BAR) / 2 : 36);
  const baseline = wide ? y + BAR / 2 + 5 : y - 19; // an arc of a moved target rises up to here
  words.append(
    s("text", { x: 0, y: baseline, "font-size": 14, class: "faint" }, row.number),
    s("text", { x: 26, y: baseline, "font-size": 14.5 }, row.label),
  );
  /**
   * @param {number} from
   * @param {number} to
   */
  const long = (from, to) => Math.max(x(to) - x(from), 4);
  if (row.from !== null && row.to !== null) {
    const until = row.standing === "started" && row.heard !== null ? Math.min(row.heard, row.to) : row.to;
    const known = Math.max(until, row.from);
    marks.append(...running(row, row.from, known, (from, to) => [x(from), y, long(from, to), BAR]));
    if (known < row.to) {
      const after = barMark(x(known), y, long(known, row.to), BAR, row.standing, row.stale);
      after.setAttribute("opacity", "0.35"); // nobody said that it still runs
      marks.append(after);
    }
  }
  if (row.opened !== null) {
    const ring = { cx: x(row.opened), cy: y + BAR / 2, r: 5, style: "fill: var(--paper); stroke: var(--ink)" };
    marks.append(s("circle", { ...ring, "stroke-width": 2 }));
  }
  if (row.standing === "not_reported") {
    marks.append(barMark(x(data.first), y, long(data.first, data.as_of), BAR, "not_reported"));
  }
  const { first_target: first, last_target: last } = row;
  const middle = y + BAR / 2;
  if (first !== null && last !== null && first !== last) {
    marks.append(slipArc(x(first), x(last), middle), diamond(x(first), middle, false));
  }
  if (last !== null) marks.append(diamond(x(last), middle, true));
  const at = wide ? { x: width - side + 14 } : { x: width, "text-anchor": "end" };
  const text = { ...at, y: wide && row.since ? baseline - 8 : baseline, "font-size": wide ? 13.5 : 13, class: "soft" };
  words.append(s("text", text, row.text));
  if (row.since) {
    const under = { ...at, y: wide ? baseline + 9 : y + BAR + 15, "font-size": 12.5, class: "soft" };
    words.append(s("text", under, row.since));
  }
}

/**
 * The certain part of a bar. Of a step that is open again: up to the report that called it finished, and from the one
 * that no longer did; when it was opened again between the two nobody said.
 * @param {Row} row
 * @param {number} from
 * @param {number} to
 * @param {(from: number, to: number) => [x: number, y: number, width: number, height: number]} place
 */
function running(row, from, to, place) {
  const { finished, opened, standing, stale } = row;
  if (finished === null || opened === null || finished <= from) return [barMark(...place(from, to), standing, stale)];
  const pieces = [barMark(...place(from, finished), "finished", stale)];
  if (to > opened) pieces.push(barMark(...place(opened, to), standing, stale));
  return pieces;
}

/**
 * The line at the as-of date; on a narrow screen the words of a row stand on it, so it stops there.
 * @param {Timeline} data
 * @param {Measures} measures
 */
function asOf(data, { wide, row, top, tall, x }) {
  const now = x(data.as_of);
  const pieces = wide
    ? [[top - 6, tall - 20]]
    : data.rows.map(({ since }, place) => [top + row * place + 26, top + row * place + (since ? 52 : 60)]);
  return pieces.map(([y1, y2]) =>
    s("line", { x1: now, x2: now, y1, y2, style: "stroke: var(--ink)", "stroke-width": 1.5 }),
  );
}
