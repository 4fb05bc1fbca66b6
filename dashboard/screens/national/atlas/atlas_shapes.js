// @ts-check
// The two forms of a municipality on the map: an equal hexagon near its real place, and its own boundary when that was
// loaded.

import { hexagon, hexagonFilled, SQRT3 } from "../../../drawing/status_scale.js";
import { numbersIn } from "./atlas_packing.js";
import { below, centreOf, isWithin } from "./atlas_rings.js";

/** @typedef {import("./atlas_payload.js").Person} Person */
/** @typedef {import("./atlas_payload.js").Land} Land */
/** @typedef {import("./atlas_rings.js").Ring} Ring */
/** @typedef {Person & { place: [q: number, r: number] }} Placed */
/**
 * One municipality as paths: whole, its rim, over its rim (for stripes), a ring around it, and the dash of what does
 * not apply.
 * @typedef {object} Shape
 * @property {number} x of its middle
 * @property {number} y
 * @property {(level: number) => string} low the part under a level
 * @property {string} full
 * @property {string} rim
 * @property {string} over
 * @property {string} ring
 * @property {string} dash
 * @property {(x: number, y: number) => number} distance of a point; infinite where it belongs to another
 */
/**
 * All of them (by their places). `provinces`: the lines between provinces; `seams`: those between all, or "" where they
 * do not touch.
 * @typedef {object} Form
 * @property {Map<number, Shape>} shapes
 * @property {number} size as large as a hexagon is
 * @property {number} width
 * @property {number} height
 * @property {string} provinces
 * @property {string} seams
 */

// east, south-east, south-west; the other three are those of its neighbours
const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [-1, 1],
];
const LARGEST_HEXAGON = 12.3;

const asPath = (/** @type {string} */ points) => `M${points.split(" ").join("L")}Z`;

/**
 * Keeps what was worked out for a level.
 * @param {(level: number) => string} found
 */
function remembered(found) {
  /** @type {Map<number, string>} */
  const known = new Map();
  return (/** @type {number} */ level) => {
    const path = known.get(level) ?? found(level);
    known.set(level, path);
    return path;
  };
}

/**
 * @param {Land} land
 * @param {number} width
 * @returns {Form}
 */
export function hexagons(land, width) {
  const placed = /** @type {Placed[]} */ (land.people.filter((person) => person.place));
  const xs = placed.map(({ place: [q, r] }) => SQRT3 * (q + r / 2));
  const ys = placed.map(({ place: [, r] }) => 1.5 * r);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const size = Math.min(width / (right - left + SQRT3 + 0.3), LARGEST_HEXAGON);
  const shapes = new Map(
    placed.map(({ who, place: [q, r] }) => {
      const x = (SQRT3 * (q + r / 2) - left + SQRT3 / 2 + 0.15) * size;
      const y = (1.5 * r - top + 1.15) * size;
      return [who, hexagonShape(x, y, size)];
    }),
  );
  return {
    shapes,
    size,
    width: (right - left + SQRT3 + 0.3) * size,
    height: (bottom - top + 2.3) * size,
    provinces: betweenHexagons(placed, shapes, size),
    seams: "",
  };
}

/**
 * @param {number} x
 * @param {number} y
 * @param {number} size with the room around it
 * @returns {Shape}
 */
function hexagonShape(x, y, size) {
  const drawn = size - 0.9;
  return {
    x,
    y,
    low: remembered((level) => asPath(hexagonFilled(x, y, drawn - 0.6, level))),
    full: asPath(hexagon(x, y, drawn)),
    rim: asPath(hexagon(x, y, drawn - 0.6)),
    over: asPath(hexagon(x, y, drawn + 0.6)),
    ring: asPath(hexagon(x, y, size + 0.4)),
    dash: `M${(x - drawn * 0.45).toFixed(1)} ${y.toFixed(1)}h${(drawn * 0.9).toFixed(1)}`,
    distance: (px, py) => {
      const far = Math.hypot(px - x, py - y);
      return far < size * 1.1 ? far : Number.POSITIVE_INFINITY;
    },
  };
}

/**
 * @param {Placed[]} placed
 * @param {Map<number, Shape>} shapes
 * @param {number} size
 */
function betweenHexagons(placed, shapes, size) {
  const byPlace = new Map(placed.map((person) => [person.place.join(), person]));
  const edges = [];
  for (const { who, place, province } of placed) {
    const { x, y } = /** @type {Shape} */ (shapes.get(who));
    for (const [turn, [dq, dr]] of DIRECTIONS.entries()) {
      const other = byPlace.get([place[0] + dq, place[1] + dr].join());
      if (!other || other.province === province) continue;
      const ends = [-Math.PI / 6, Math.PI / 6].map((half) => {
        const angle = (Math.PI / 3) * turn + half;
        return `${(x + size * Math.cos(angle)).toFixed(1)} ${(y + size * Math.sin(angle)).toFixed(1)}`;
      });
      edges.push(`M${ends[0]}L${ends[1]}`);
    }
  }
  return edges.join("");
}

/**
 * @param {import("./atlas_data.js").Boundaries} boundaries
 * @param {Land} land
 * @param {number} width
 * @param {number} tallest
 * @returns {Form}
 */
export function boundaries({ grid, rings }, land, width, tallest) {
  const scale = Math.min(width / grid[0], tallest / grid[1]);
  /** @type {Map<number, Shape>} */
  const shapes = new Map();
  /** @type {Map<string, Set<string>>} */
  const edges = new Map();
  for (const { who, code, province } of land.people) {
    if (!rings[code]) continue;
    const found = ringsIn(rings[code], scale);
    shapes.set(who, polygonShape(found));
    rememberEdges(edges, found, province);
  }
  const shared = [...edges].filter(([, seen]) => seen.size > 1).map(([edge]) => edge);
  return {
    shapes,
    size: LARGEST_HEXAGON,
    width: grid[0] * scale,
    height: grid[1] * scale,
    provinces: shared.join(""),
    seams: [...shapes.values()].map((shape) => shape.full).join(""),
  };
}

/**
 * Boundaries come as whole numbers on a grid. Each ring: how many points, then from point to point the step to the
 * right and down; a step is 2n, or -2n-1 backwards.
 * @param {string} text
 * @param {number} scale
 */
function ringsIn(text, scale) {
  const numbers = numbersIn(text);
  const signed = () => {
    const number = numbers.next();
    return number % 2 ? -(number + 1) / 2 : number / 2;
  };
  /** @type {Ring[]} */
  const rings = [];
  while (!numbers.isEmpty()) {
    let [x, y] = [0, 0];
    rings.push(
      Array.from({ length: numbers.next() }, () => {
        x += signed();
        y += signed();
        return [x * scale, y * scale];
      }),
    );
  }
  return rings;
}

const ringPath = (/** @type {Ring} */ points) =>
  points.length ? `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z` : "";

/**
 * @param {Ring[]} rings
 * @returns {Shape}
 */
function polygonShape(rings) {
  const all = rings.flat();
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [left, top, right, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const [x, y] = centreOf(rings);
  const full = rings.map(ringPath).join("");
  const holds = (/** @type {number} */ px, /** @type {number} */ py) =>
    px >= left &&
    px <= right &&
    py >= top &&
    py <= bottom &&
    rings.filter((ring) => isWithin(ring, px, py)).length % 2 === 1;
  return {
    x,
    y,
    full,
    low: remembered((level) => rings.map((ring) => ringPath(below(ring, bottom - (bottom - top) * level))).join("")),
    rim: full,
    over: full,
    ring: full,
    dash: `M${(x - 3.5).toFixed(1)} ${y.toFixed(1)}h7`,
    distance: (px, py) => (holds(px, py) ? 0 : Number.POSITIVE_INFINITY),
  };
}

/**
 * An edge that municipalities of two provinces share is a stretch of a province line.
 * @param {Map<string, Set<string>>} edges
 * @param {Ring[]} rings
 * @param {string} province
 */
function rememberEdges(edges, rings, province) {
  for (const ring of rings) {
    const points = ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`);
    points.forEach((point, at) => {
      const next = points[(at + 1) % points.length];
      const edge = point < next ? `M${point}L${next}` : `M${next}L${point}`;
      edges.set(edge, (edges.get(edge) ?? new Set()).add(province));
    });
  }
}
