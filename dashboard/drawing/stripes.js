// @ts-check
// Stripes over a small shape, as lines that end at its edge. On paper a pattern is a picture for each shape that it
// fills: a table with thousands of signs then takes a hundred times the room.

/** @typedef {[x: number, y: number]} Point */

/**
 * One path of parallel lines across a convex shape.
 * @param {Point[]} corners of the shape, in order
 * @param {number} gap from line to line
 * @param {number} degrees from upright, to the left at the foot
 */
export function stripes(corners, gap, degrees) {
  const turn = (degrees * Math.PI) / 180;
  const across = (/** @type {Point} */ [x, y]) => x * Math.cos(turn) + y * Math.sin(turn);
  const reached = corners.map(across);
  const middle = reached.reduce((sum, one) => sum + one, 0) / reached.length;
  const most = Math.floor((Math.max(...reached) - middle) / gap);
  const lines = Array.from({ length: 2 * most + 1 }, (_, place) => middle + (place - most) * gap);
  return lines.flatMap((at) => crossing(corners, reached, at)).join(" ");
}

/**
 * Where one line enters the shape and leaves it.
 * @param {Point[]} corners
 * @param {number[]} reached how far each corner lies across the lines
 * @param {number} at
 */
function crossing(corners, reached, at) {
  /** @type {string[]} */
  const found = [];
  corners.forEach(([x, y], place) => {
    const next = (place + 1) % corners.length;
    const [from, to] = [reached[place], reached[next]];
    if (from === to || at < Math.min(from, to) || at >= Math.max(from, to)) return;
    const part = (at - from) / (to - from);
    const [otherX, otherY] = corners[next];
    found.push(`${(x + part * (otherX - x)).toFixed(2)},${(y + part * (otherY - y)).toFixed(2)}`);
  });
  return found.length === 2 ? [`M${found[0]}L${found[1]}`] : [];
}
