// @ts-check
// Looking back: a slider on top of its own curve, and a button that lets the months go by.

import { fill, h, put, s } from "../../../drawing/elements.js";
import { stretches } from "../../../drawing/stretches.js";
import { filled } from "./atlas_texts.js";

/** @typedef {import("./atlas_data.js").Atlas} Atlas */
/** @typedef {{ x: (moment: number) => number, width: number }} Measures where a month stands */

const PLAY_MS = 600;
const [TALL, BASE, SIDE] = [84, 58, 8];
const RISE = 50; // of the highest point of the curve
const PAUSED = "M2 1L13 7L2 13Z";
const PLAYING = "M2 1h4v12h-4zM9 1h4v12h-4z";

/**
 * @param {Atlas} atlas
 * @param {number} width
 */
export function drawnTime(atlas, width) {
  const { data, say } = atlas;
  const { moments, words } = data;
  const each = (width - 2 * SIDE) / Math.max(moments.length - 1, 1);
  const x = (/** @type {number} */ moment) => SIDE + moment * each;
  const picture = s("svg", { width, height: TALL, "aria-hidden": "true" });
  const curve = drawnCurve(picture, x);
  picture.append(s("line", { x1: 0, x2: width, y1: BASE, y2: BASE, style: "stroke: var(--axis)" }));
  const mark = timeMark(data, picture, { x, width });
  const slider = h("input", {
    type: "range",
    class: "slider",
    min: 0,
    max: moments.length - 1,
    step: 1,
    "data-focus": "slider",
    "data-months": moments.map((moment) => moment.value).join(" "),
  });
  const title = h("p", { class: "aside" });
  const paint = () => {
    const at = atlas.step() < 0 ? data.followed : atlas.step();
    const moment = atlas.moment();
    mark(moment, curve(data.shares[at].level, moment));
    fill(title, [filled(words.look_back, { number: data.steps[at].number })]);
    slider.value = String(moment);
    put(slider, "aria-label", title.textContent ?? "");
    put(slider, "aria-valuetext", say.curve(moment, at));
  };
  const { play, stop } = player(atlas);
  slider.oninput = () => {
    stop();
    atlas.goTo(Number(slider.value));
  };
  slider.onchange = () => atlas.settled();
  const line = h("div", { class: "line" }, play, h("div", { class: "curve" }, picture, slider));
  return { part: h("div", { class: "back" }, title, line), paint };
}

/**
 * Draws a curve, and gives how high it stands in a month; null where nothing is known of that month.
 * @param {SVGSVGElement} picture
 * @param {(moment: number) => number} x
 */
function drawnCurve(picture, x) {
  const area = picture.appendChild(s("path", { style: "fill: var(--band)" }));
  const line = picture.appendChild(s("path", { style: "fill: none; stroke: var(--finished); stroke-width: 2" }));
  return (/** @type {(number | null)[]} */ levels, /** @type {number} */ moment) => {
    const most = Math.max(...levels.map((level) => level ?? 0), 0.05);
    const up = (/** @type {number | null} */ level) => BASE - ((level ?? 0) / most) * RISE;
    const runs = stretches(levels).map((run) => {
      const points = run.map((place) => `${x(place).toFixed(1)} ${up(levels[place]).toFixed(1)}`).join("L");
      return { points, from: x(run[0]).toFixed(1), to: x(run[run.length - 1]).toFixed(1) };
    });
    put(line, "d", runs.map(({ points }) => `M${points}`).join(""));
    put(area, "d", runs.map(({ points, from, to }) => `M${from} ${BASE}L${points}L${to} ${BASE}Z`).join(""));
    return levels[moment] === null ? null : up(levels[moment]);
  };
}

/**
 * The button that lets the months go by. A visitor who asked for less motion takes the steps.
 * @param {Atlas} atlas
 */
function player(atlas) {
  const { memory } = atlas;
  const { words, moments } = atlas.data;
  const last = moments.length - 1;
  const play = h("button", { type: "button", class: "play screen-only", "data-focus": "play" });
  const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const label = () => {
    const isPlaying = memory.playing !== null;
    const word = isCalm ? words.next_month : isPlaying ? words.pause : words.play;
    const sign = s("path", { d: isPlaying ? PLAYING : PAUSED, style: "fill: var(--finished)" });
    play.replaceChildren(s("svg", { width: 14, height: 14, "aria-hidden": "true" }, sign));
    play.setAttribute("aria-label", word);
    play.title = word;
  };
  const stop = () => {
    if (memory.playing === null) return;
    clearInterval(memory.playing);
    memory.playing = null;
    label();
  };
  const start = () => {
    memory.playing = window.setInterval(onward, PLAY_MS);
  };
  const onward = () => {
    if (atlas.moment() !== last) return atlas.goTo(atlas.moment() + 1);
    stop();
    atlas.settled();
  };
  play.onclick = () => {
    const isAtEnd = atlas.moment() === last;
    if (memory.playing !== null) {
      stop();
      return atlas.settled();
    }
    if (isCalm) {
      atlas.goTo(isAtEnd ? 0 : atlas.moment() + 1);
      return atlas.settled();
    }
    if (isAtEnd) atlas.goTo(0);
    start();
    label();
  };
  if (memory.playing !== null) {
    clearInterval(memory.playing);
    start();
  }
  label();
  return { play, stop };
}

/**
 * The years under the curve and the month on it. A change of month moves what stands there: nothing is made anew.
 * @param {import("./atlas_data.js").AtlasData} data
 * @param {SVGSVGElement} picture
 * @param {Measures} measures
 */
function timeMark({ moments }, picture, { x, width }) {
  /**
   * The anchor of a text and where it stands, so that it stays within the picture.
   * @param {number} where
   * @returns {[anchor: string, left: number]}
   */
  const place = (where) => (where > width - 40 ? ["end", width] : where < 40 ? ["start", 0] : ["middle", where]);
  const years = moments.flatMap(({ value, label }, moment) => {
    if (value.slice(5, 7) !== "01") return [];
    const at = x(moment);
    const [anchor, left] = place(at);
    const tick = s("line", { x1: at, x2: at, y1: BASE, y2: BASE + 5, style: "stroke: var(--axis)" });
    const look = { "font-size": 12.5, class: "faint", "text-anchor": anchor };
    const word = s("text", { x: left, y: TALL - 4, ...look }, label);
    picture.append(tick, word);
    return [{ at, word }];
  });
  const stem = s("line", { y2: BASE, style: "stroke: var(--ink)" });
  const ring = { class: "thumb", style: "fill: var(--paper); stroke: var(--finished)", "stroke-width": 3 };
  const thumb = s("circle", { cy: BASE, r: 7, ...ring });
  const month = s("text", { y: TALL - 4, "font-size": 13, class: "strong" });
  picture.append(stem, thumb, month);
  return (/** @type {number} */ moment, /** @type {number | null} */ height) => {
    const at = x(moment);
    const [anchor, left] = place(at);
    for (const year of years) put(year.word, "visibility", Math.abs(year.at - at) > 76 ? "visible" : "hidden");
    put(stem, "visibility", height === null ? "hidden" : "visible");
    for (const end of ["x1", "x2"]) put(stem, end, String(at));
    put(stem, "y1", String(height ?? BASE));
    put(thumb, "cx", String(at));
    put(month, "x", String(left));
    put(month, "text-anchor", anchor);
    fill(month, [moments[moment].label]);
  };
}
