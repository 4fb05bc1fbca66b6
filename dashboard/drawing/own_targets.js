// @ts-check
// The dates that a municipality set itself: a diamond, and an arc where it moved one.

import { s } from "./elements.js";

/**
 * @param {number} x
 * @param {number} y
 * @param {boolean} isFull the last one; an earlier one is open
 */
export function diamond(x, y, isFull) {
  return s("path", {
    d: `M${x} ${y - 5.5}L${x + 5.5} ${y}L${x} ${y + 5.5}L${x - 5.5} ${y}Z`,
    style: `fill: ${isFull ? "var(--own)" : "var(--paper)"}; stroke: ${isFull ? "var(--paper)" : "var(--own)"}`,
    "stroke-width": isFull ? 1.2 : 1.7,
  });
}

/**
 * From the first target to the last.
 * @param {number} x1
 * @param {number} x2
 * @param {number} y
 */
export function slipArc(x1, x2, y) {
  const top = y - 6;
  const up = Math.min(13, 6 + Math.abs(x2 - x1) / 12);
  const arrow = x2 > x1 ? 1 : -1;
  const curve = `M${x1} ${top}C${x1} ${top - up} ${x2 - 8 * arrow} ${top - up} ${x2 - arrow} ${y - 8}`;
  const head = `m${-5 * arrow} -1l${5 * arrow} 2l${arrow} -5`;
  return s("path", {
    d: curve + head,
    style: "fill: none; stroke: var(--own)",
    "stroke-width": 1.5,
    "stroke-linejoin": "round",
  });
}
