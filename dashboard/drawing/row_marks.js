// @ts-check
// The marks on a row of rows.js, and their texts.

import { s } from "./elements.js";

/** @typedef {"finished" | "started" | "band" | "between" | "pale" | "own" | "middle"} Fill a stretch that is filled */
/** @typedef {"hatch" | "outline" | "dashed" | "few" | "interval" | "thick"} Stretch another one, from a value to another */
/** @typedef {"dot" | "ring" | "diamond" | "thin" | "dotted" | "tick" | "pin"} Sign at a value */
/** @typedef {Fill | Stretch | Sign | "words"} Kind */
/** @typedef {"finished" | "own" | "ink" | "soft" | "started"} Tone */
/** @typedef {"in" | "above" | "below" | "right" | "left"} Side */
/**
 * One mark, at a value or from one to another. Of kind "words" it is its text alone.
 * @typedef {object} Mark
 * @property {Kind} kind
 * @property {number | null} [at]
 * @property {number} [from]
 * @property {number} [to]
 * @property {number} [height] where it is not that of the bar
 * @property {number} [shift] how far below the middle of the row: a lane of its own
 * @property {Tone} [tone]
 * @property {boolean} [is_open] not filled
 * @property {string} [text]
 * @property {Side} [place] where the text stands; at right without it
 * @property {boolean} [is_strong]
 * @property {boolean} [yields] the text is left out where it would touch another
 */
/** @typedef {(value: number) => number} At where a value stands */

/** @type {Partial<Record<Kind, string>>} */
const FILLS = {
  finished: "var(--finished)",
  started: "var(--started)",
  band: "var(--band)",
  between: "var(--between)",
  pale: "var(--pale)",
  own: "var(--own)",
  middle: "var(--middle)",
};
/** @type {Record<Tone, string>} */
const TONES = {
  finished: "var(--finished)",
  own: "var(--own)",
  ink: "var(--ink)",
  soft: "var(--ink3)",
  started: "var(--started)",
};
const LETTER = 6.9; // as wide as a letter of these texts is

/**
 * @param {Mark} mark
 * @param {At} at
 * @param {number} y the middle of the row
 * @param {number} height
 */
export function drawMark(mark, at, y, height) {
  return markAt(mark, at, y + (mark.shift ?? 0), height);
}

/**
 * @param {Mark} mark
 * @param {At} at
 * @param {number} y
 * @param {number} height
 */
function markAt(mark, at, y, height) {
  if (mark.kind === "words") return s("g", {});
  return mark.from === undefined || mark.to === undefined
    ? drawPoint(mark, at(mark.at ?? 0), y, height)
    : drawStretch(mark, at(mark.from), at(mark.to), y, height);
}

/**
 * @param {Mark} mark
 * @param {number} from
 * @param {number} to
 * @param {number} y
 * @param {number} height
 */
function drawStretch(mark, from, to, y, height) {
  const tone = TONES[mark.tone ?? "finished"];
  const [x, width] = [Math.min(from, to), Math.max(Math.abs(to - from), 1)];
  const top = y - height / 2;
  switch (mark.kind) {
    case "hatch":
      return s("rect", { x, y: top, width, height, fill: "url(#hatch)" });
    case "outline": {
      const style = `fill: ${mark.is_open ? "none" : "var(--paper)"}; stroke: ${mark.tone ? tone : "var(--outline)"}`;
      const box = { x: x + 0.55, y: top + 0.55, width: Math.max(width - 1.1, 0.5), height: height - 1.1 };
      return s("rect", { ...box, style, "stroke-width": 1.2 });
    }
    case "dashed": {
      const style = "fill: none; stroke: var(--outline)";
      const box = { x: x + 0.5, y: top + 0.5, width, height: height - 1 };
      return s("rect", { ...box, style, "stroke-width": 1, "stroke-dasharray": "3 2.5" });
    }
    case "few": {
      // what too few have said: never as a bar that holds for all
      const box = { x: x + 0.5, y: top + 0.5, width: Math.max(width - 1, 0.5), height: height - 1 };
      const style = "fill: var(--pale); stroke: var(--ink3)";
      return s("rect", { ...box, style, "stroke-width": 1, "stroke-dasharray": "2.5 2" });
    }
    case "interval":
    case "thick":
      return s("line", {
        x1: from,
        x2: to,
        y1: y,
        y2: y,
        style: `stroke: ${tone}`,
        "stroke-width": mark.kind === "thick" ? 5 : 2,
      });
    default:
      return s("rect", { x, y: top, width, height, style: `fill: ${FILLS[mark.kind] ?? FILLS.finished}` });
  }
}

/**
 * @param {Mark} mark
 * @param {number} x
 * @param {number} y
 * @param {number} height
 */
function drawPoint(mark, x, y, height) {
  const tone = TONES[mark.tone ?? "finished"];
  const top = y - height / 2;
  /**
   * @param {number} above
   * @param {number} under
   */
  const upright = (above, under) => ({ x1: x, x2: x, y1: top - above, y2: top + height + under });
  switch (mark.kind) {
    case "dot": {
      if (!mark.is_open)
        return s("circle", { cx: x, cy: y, r: 6, style: `fill: ${tone}; stroke: var(--paper)`, "stroke-width": 1.5 });
      const style = "fill: var(--paper); stroke: var(--ink3)";
      return s("circle", { cx: x, cy: y, r: 5.5, style, "stroke-width": 1.6, "stroke-dasharray": "2.5 2" });
    }
    case "ring": {
      const style = `fill: ${mark.is_open ? "none" : "var(--paper)"}; stroke: ${mark.tone ? tone : "var(--ink)"}`;
      return s("circle", { cx: x, cy: y, r: mark.is_open ? 8.5 : 5.5, style, "stroke-width": 2 }); // open: around a dot
    }
    case "diamond": {
      const [fill, stroke] = mark.is_open ? ["var(--paper)", "var(--ink)"] : [tone, "var(--paper)"];
      const d = `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`;
      return s("path", { d, style: `fill: ${fill}; stroke: ${stroke}`, "stroke-width": 1.6 });
    }
    case "thin": {
      const style = "stroke: var(--finished); stroke-opacity: 0.42";
      return s("line", { ...upright(0, 0), style, "stroke-width": 1.4 });
    }
    case "dotted": {
      const style = "stroke: var(--ink2)";
      return s("line", { ...upright(1, 1), style, "stroke-width": 1.4, "stroke-dasharray": "1.5 2.5" });
    }
    case "tick":
      return s("line", { ...upright(1, 1), style: `stroke: ${tone}`, "stroke-width": 2.6 });
    case "pin":
      return s(
        "g",
        {},
        s("line", { ...upright(6, 2), style: "stroke: var(--ink)", "stroke-width": 2.4 }),
        s("circle", { cx: x, cy: top - 8, r: 4, style: "fill: var(--ink)" }),
      );
    default:
      return s("g", {});
  }
}

/** @typedef {{ drawn: SVGElement, place: Side, yields: boolean, from: number, to: number }} MarkText */

/**
 * The text of a mark, kept inside the drawing; gives its element and where it lies, so that two do not touch.
 * @param {Mark & { text: string }} mark
 * @param {At} at
 * @param {number} y
 * @param {number} height
 * @param {[left: number, right: number]} edges
 * @returns {MarkText}
 */
export function markText(mark, at, y, height, edges) {
  const ends = mark.at === undefined || mark.at === null ? [mark.from ?? 0, mark.to ?? 0] : [mark.at, mark.at];
  const [one, other] = ends.map(at);
  const [begin, end, middle] = [Math.min(one, other), Math.max(one, other), (one + other) / 2];
  const wide = mark.text.length * LETTER;
  const place = mark.place ?? "right";
  let [anchor, x] = anchored(place, begin, end, middle);
  if (anchor === "middle") x = Math.min(Math.max(x, edges[0] + wide / 2), edges[1] - wide / 2);
  if (anchor === "start" && place === "right" && x + wide > edges[1] + 4) [anchor, x] = ["end", begin - 10];
  if (anchor === "end" && x - wide < edges[0] - 4) [anchor, x] = ["start", end + 10];
  const baseline = place === "above" ? y - height / 2 - 7 : place === "below" ? y + height / 2 + 16 : y + 5;
  const colour = place === "in" ? "var(--on-finished)" : mark.tone === "own" ? "var(--own)" : null;
  const from = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
  const look = {
    "font-size": mark.is_strong ? 14 : 13,
    class: mark.is_strong || place === "in" ? "strong" : mark.yields ? "faint" : "soft",
    "text-anchor": anchor,
    style: colour ? `fill: ${colour}` : null,
  };
  const drawn = s("text", { x, y: baseline, ...look }, mark.text);
  return { drawn, place, yields: Boolean(mark.yields), from, to: from + wide };
}

/**
 * @param {Side} place
 * @param {number} begin
 * @param {number} end
 * @param {number} middle
 * @returns {[anchor: "start" | "middle" | "end", x: number]}
 */
function anchored(place, begin, end, middle) {
  if (place === "in") return ["start", begin + 6];
  if (place === "right") return ["start", end + 10];
  return place === "left" ? ["end", begin - 10] : ["middle", middle];
}
