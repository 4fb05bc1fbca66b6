// @ts-check
// Rings of points on a flat map, y growing downwards: where their middle is, what lies in them, what lies under a
// level.

/** @typedef {[x: number, y: number]} Point */
/** @typedef {Point[]} Ring closed: the last point goes on to the first */

/**
 * Where the edge between two points crosses a level.
 * @param {Point} from
 * @param {Point} to
 * @param {number} level
 */
const crossing = ([x, y], [nx, ny], level) => x + ((level - y) / (ny - y)) * (nx - x);

/** @param {Ring} ring */
const size = (ring) =>
  Math.abs(
    ring.reduce((sum, [x, y], at) => {
      const [nx, ny] = ring[(at + 1) % ring.length];
      return sum + x * ny - nx * y;
    }, 0),
  );

/**
 * The middle of the widest stretch at half height of the largest ring, so that it lies inside.
 * @param {Ring[]} rings
 * @returns {Point}
 */
export function centreOf(rings) {
  const ring = rings.reduce((most, one) => (size(one) > size(most) ? one : most));
  const ys = ring.map(([, y]) => y);
  const level = (Math.min(...ys) + Math.max(...ys)) / 2 + 0.01;
  const cuts = ring
    .flatMap((point, at) => {
      const next = ring[(at + 1) % ring.length];
      return point[1] > level === next[1] > level ? [] : [crossing(point, next, level)];
    })
    .sort((a, b) => a - b);
  let best = [ring[0][0], ring[0][0]];
  for (let at = 0; at + 1 < cuts.length; at += 2) {
    if (cuts[at + 1] - cuts[at] > best[1] - best[0]) best = [cuts[at], cuts[at + 1]];
  }
  return [(best[0] + best[1]) / 2, level];
}

/**
 * The part of a ring under a level.
 * @param {Ring} ring
 * @param {number} level
 */
export function below(ring, level) {
  /** @type {Ring} */
  const kept = [];
  ring.forEach((point, at) => {
    const next = ring[(at + 1) % ring.length];
    if (point[1] >= level) kept.push(point);
    if (point[1] >= level !== next[1] >= level) kept.push([crossing(point, next, level), level]);
  });
  return kept;
}

/**
 * @param {Ring} ring
 * @param {number} px
 * @param {number} py
 */
export function isWithin(ring, px, py) {
  let inside = false;
  let [bx, by] = ring[ring.length - 1];
  for (const [x, y] of ring) {
    if (y > py !== by > py && px < ((bx - x) * (py - y)) / (by - y) + x) inside = !inside;
    [bx, by] = [x, y];
  }
  return inside;
}
