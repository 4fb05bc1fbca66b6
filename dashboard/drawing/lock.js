// @ts-check
// The lock: something is known and not shown. Not a nought, and not unknown.

import { s } from "./elements.js";

/**
 * A lock of 20 by 22 at a place in a drawing.
 * @param {number} x
 * @param {number} y
 * @param {number} size of its longest side, where it is not 22
 */
export function lockAt(x, y, size = 22) {
  const look = { style: "fill: none; stroke: var(--ink2)", "stroke-width": (1.6 * 22) / size };
  return s(
    "g",
    { transform: `translate(${x} ${y}) scale(${size / 22})` },
    s("path", { d: "M6 9V6.5a4 4 0 0 1 8 0V9", ...look }),
    s("rect", { x: 4, y: 9, width: 12, height: 9, rx: 1, ...look }),
  );
}

/** A lock beside words. */
export const lock = () => s("svg", { width: 20, height: 22, "aria-hidden": "true" }, lockAt(0, 0));
