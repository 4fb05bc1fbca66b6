// @ts-check
// Where a municipality stands, as a hexagon and as a stretch of a bar: shape first, colour second.

import { s } from "./elements.js";
import { stripes } from "./stripes.js";

/** @typedef {"finished" | "started" | "not_started" | "not_reported" | "not_applicable"} Standing */
/** @typedef {[number, number]} Point */

export const SQRT3 = Math.sqrt(3);

/** What fills the unknown and what lies over the stale; a drawing that uses them has them within. */
export function patterns() {
  return s(
    "defs",
    {},
    s(
      "pattern",
      { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      s("line", { x1: 0.65, y1: 0, x2: 0.65, y2: 5, style: "stroke: var(--hatch)", "stroke-width": 1.3 }),
    ),
    s(
      "pattern",
      { id: "stale", width: 4, height: 4, patternUnits: "userSpaceOnUse" },
      s("rect", { x: 0, y: 0, width: 1.25, height: 4, style: "fill: var(--paper)" }),
    ),
  );
}

/**
 * The corners of a pointy hexagon.
 * @param {number} x of its middle
 * @param {number} y of its middle
 * @param {number} size from its middle to a corner
 */
export function hexagon(x, y, size) {
  return written(cornersOf(size), x, y);
}

/**
 * @param {number} size
 * @returns {Point[]}
 */
function cornersOf(size) {
  const half = (SQRT3 / 2) * size;
  return [
    [0, -size],
    [half, -size / 2],
    [half, size / 2],
    [0, size],
    [-half, size / 2],
    [-half, -size / 2],
  ];
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {number} gap
 * @param {number} degrees
 */
function striped(x, y, size, gap, degrees) {
  /** @type {Point[]} */
  const corners = cornersOf(size).map(([dx, dy]) => [x + dx, y + dy]);
  return stripes(corners, gap, degrees);
}

/**
 * @param {Point[]} points from the middle
 * @param {number} x
 * @param {number} y
 */
const written = (points, x, y) => points.map(([dx, dy]) => `${(x + dx).toFixed(2)},${(y + dy).toFixed(2)}`).join(" ");

/**
 * The part of a pointy hexagon under a level: 1 is all of it, 0.5 the lower half.
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {number} level
 */
export function hexagonFilled(x, y, size, level) {
  if (level >= 1) return hexagon(x, y, size);
  const half = (SQRT3 / 2) * size;
  const top = size - 2 * size * level;
  const width = Math.abs(top) <= size / 2 ? half : (half * (size - Math.abs(top))) / (size / 2);
  /** @type {Point[]} */
  const points = [
    [-width, top],
    [width, top],
  ];
  if (top < -size / 2) points.push([half, -size / 2]);
  if (top < size / 2) points.push([half, size / 2]);
  points.push([0, size]);
  if (top < size / 2) points.push([-half, size / 2]);
  if (top < -size / 2) points.push([-half, -size / 2]);
  return written(points, x, y);
}

/**
 * One municipality.
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {Standing | "level"} standing "level": how far it is over all steps together
 * @param {boolean} [isStale]
 * @param {number} [level] from 0 to 1
 */
export function hexMark(x, y, size, standing, isStale = false, level = 0) {
  const group = s("g", {});
  /** @type {(tag: "rect" | "line" | "polygon" | "path", attributes: import("./elements.js").Attributes) => void} */
  const add = (tag, attributes) => group.append(s(tag, attributes));
  if (standing === "not_reported") {
    add("path", { d: striped(x, y, size, 5, 45), style: "fill: none; stroke: var(--hatch)", "stroke-width": 1.3 });
  } else if (standing === "not_applicable") {
    add("line", {
      x1: x - size * 0.45,
      x2: x + size * 0.45,
      y1: y,
      y2: y,
      style: "stroke: var(--outline)",
      "stroke-width": 1.6,
    });
  } else if (standing === "finished") {
    add("polygon", { points: hexagon(x, y, size), style: "fill: var(--finished)" });
  } else if (standing === "level") {
    if (level > 0) add("polygon", { points: hexagonFilled(x, y, size - 0.6, level), style: "fill: var(--finished)" });
    add("polygon", {
      points: hexagon(x, y, size - 0.6),
      style: "fill: none; stroke: var(--outline)",
      "stroke-width": 1.1,
    });
  } else {
    const ink = standing === "started" ? "var(--started)" : "var(--outline)";
    if (standing === "started") add("polygon", { points: hexagonFilled(x, y, size - 0.6, 0.5), style: `fill: ${ink}` });
    add("polygon", { points: hexagon(x, y, size - 0.6), style: `fill: none; stroke: ${ink}`, "stroke-width": 1.1 });
  }
  if (isStale && standing !== "not_reported" && standing !== "not_applicable") {
    const over = {
      d: striped(x, y, size + 0.6, 4, 0),
      style: "fill: none; stroke: var(--paper)",
      "stroke-width": 1.25,
    };
    add("path", over);
  }
  return group;
}

/**
 * A stretch of a bar.
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {Standing} standing
 * @param {boolean} [isStale]
 */
export function barMark(x, y, width, height, standing, isStale = false) {
  const group = s("g", {});
  if (width <= 0) return group;
  /** @type {(tag: "rect" | "line" | "polygon", attributes: import("./elements.js").Attributes) => void} */
  const add = (tag, attributes) => group.append(s(tag, attributes));
  if (standing === "not_reported") add("rect", { x, y, width, height, fill: "url(#hatch)" });
  else if (standing === "not_applicable") {
    add("line", {
      x1: x,
      x2: x + width,
      y1: y + height / 2,
      y2: y + height / 2,
      style: "stroke: var(--outline)",
      "stroke-width": 1.6,
    });
  } else if (standing === "finished") add("rect", { x, y, width, height, style: "fill: var(--finished)" });
  else {
    const ink = standing === "started" ? "var(--started)" : "var(--outline)";
    if (standing === "started") add("rect", { x, y: y + height / 2, width, height: height / 2, style: `fill: ${ink}` });
    add("rect", {
      x: x + 0.55,
      y: y + 0.55,
      width: Math.max(width - 1.1, 0.1),
      height: height - 1.1,
      style: `fill: none; stroke: ${ink}`,
      "stroke-width": 1.1,
    });
  }
  if (isStale) add("rect", { x, y: y - 0.6, width, height: height + 1.2, fill: "url(#stale)" });
  return group;
}
