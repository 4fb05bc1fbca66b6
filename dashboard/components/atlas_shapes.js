// The two forms of a municipality on the map: an equal hexagon near its real place, and its own boundary when that was loaded.
// A shape: centre x and y; paths `full`, `rim`, `over`; `low(level)`, the part under a level; whether it holds a point.

import { numbersIn } from "./atlas_payload.js";
import { hexagon, hexagonFilled, SQRT3 } from "./status_scale.js";

const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [0, -1],
  [1, -1],
]; // east, south-east, … clockwise
const LARGEST_HEXAGON = 12.3;
const asPath = (points) => `M${points.split(" ").join("L")}Z`;

export function hexagons(land, width) {
  const placed = land.people.filter((one) => one.place);
  const xs = placed.map(({ place: [q, r] }) => SQRT3 * (q + r / 2));
  const ys = placed.map(({ place: [, r] }) => 1.5 * r);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const size = Math.min(width / (right - left + SQRT3 + 0.3), LARGEST_HEXAGON);
  const drawn = size - 0.9;
  const shapes = new Map(
    placed.map(({ who, place: [q, r] }) => {
      const [x, y] = [(SQRT3 * (q + r / 2) - left + SQRT3 / 2 + 0.15) * size, (1.5 * r - top + 1.15) * size];
      const lows = new Map();
      const low = (level) =>
        lows.get(level) ?? lows.set(level, asPath(hexagonFilled(x, y, drawn - 0.6, level))).get(level);
      return [
        who,
        {
          x,
          y,
          low,
          full: asPath(hexagon(x, y, drawn)),
          rim: asPath(hexagon(x, y, drawn - 0.6)),
          over: asPath(hexagon(x, y, drawn + 0.6)),
          ring: asPath(hexagon(x, y, size + 0.4)),
          dash: `M${(x - drawn * 0.45).toFixed(1)} ${y.toFixed(1)}h${(drawn * 0.9).toFixed(1)}`,
          distance: (px, py) => {
            const far = Math.hypot(px - x, py - y);
            return far < size * 1.1 ? far : Infinity;
          },
        },
      ];
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

function betweenHexagons(placed, shapes, size) {
  const byPlace = new Map(placed.map((one) => [one.place.join(), one]));
  const edges = [];
  for (const one of placed) {
    const { x, y } = shapes.get(one.who);
    for (const [place, [dq, dr]] of DIRECTIONS.slice(0, 3).entries()) {
      const other = byPlace.get([one.place[0] + dq, one.place[1] + dr].join());
      if (!other || other.province === one.province) continue;
      const ends = [-Math.PI / 6, Math.PI / 6]
        .map((turn) => (Math.PI / 3) * place + turn)
        .map((angle) => `${(x + size * Math.cos(angle)).toFixed(1)} ${(y + size * Math.sin(angle)).toFixed(1)}`);
      edges.push(`M${ends[0]}L${ends[1]}`);
    }
  }
  return edges.join("");
}

// Boundaries come as whole numbers on a grid.
export function boundaries(data, land, width, tallest) {
  const { grid, rings } = data.boundaries;
  const scale = Math.min(width / grid[0], tallest / grid[1]);
  const shapes = new Map();
  const edges = new Map();
  for (const one of land.people) {
    if (!rings[one.code]) continue;
    const found = ringsIn(rings[one.code], scale);
    shapes.set(one.who, polygonShape(found));
    rememberEdges(edges, found, one.province);
  }
  const provinces = [...edges]
    .filter(([, seen]) => seen.size > 1)
    .map(([edge]) => edge)
    .join("");
  return {
    shapes,
    size: LARGEST_HEXAGON,
    width: grid[0] * scale,
    height: grid[1] * scale,
    provinces,
    seams: [...shapes.values()].map((shape) => shape.full).join(""),
  };
}

// Each ring: how many points, then from point to point the step to the right and down; a step is 2n, or -2n-1 backwards.
function ringsIn(text, scale) {
  const numbers = numbersIn(text);
  const signed = () => {
    const number = numbers.next();
    return number % 2 ? -(number + 1) / 2 : number / 2;
  };
  const rings = [];
  while (!numbers.isEmpty()) {
    let [x, y] = [0, 0];
    rings.push(Array.from({ length: numbers.next() }, () => [(x += signed()) * scale, (y += signed()) * scale]));
  }
  return rings;
}

const ringPath = (points) =>
  points.length ? `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z` : "";

function polygonShape(rings) {
  const all = rings.flat();
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const [x, y] = centreOf(rings);
  const full = rings.map(ringPath).join("");
  const lows = new Map();
  const low = (level) =>
    lows.get(level) ??
    lows.set(level, rings.map((ring) => ringPath(below(ring, box[3] - (box[3] - box[1]) * level))).join("")).get(level);
  const holds = (px, py) =>
    px >= box[0] &&
    px <= box[2] &&
    py >= box[1] &&
    py <= box[3] &&
    rings.filter((ring) => isWithin(ring, px, py)).length % 2 === 1;
  return {
    x,
    y,
    full,
    low,
    rim: full,
    over: full,
    ring: full,
    dash: `M${(x - 3.5).toFixed(1)} ${y.toFixed(1)}h7`,
    distance: (px, py) => (holds(px, py) ? 0 : Infinity),
  };
}

// The middle of the widest stretch at half height of the largest ring, so that it lies inside.
function centreOf(rings) {
  const size = (ring) =>
    Math.abs(
      ring.reduce((sum, [x, y], at) => {
        const [nx, ny] = ring[(at + 1) % ring.length];
        return sum + x * ny - nx * y;
      }, 0),
    );
  const ring = rings.reduce((most, one) => (size(one) > size(most) ? one : most));
  const ys = ring.map(([, y]) => y);
  const level = (Math.min(...ys) + Math.max(...ys)) / 2 + 0.01;
  const cuts = ring
    .flatMap(([x, y], at) => {
      const [nx, ny] = ring[(at + 1) % ring.length];
      return y > level === ny > level ? [] : [x + ((level - y) / (ny - y)) * (nx - x)];
    })
    .sort((a, b) => a - b);
  let best = [ring[0][0], ring[0][0]];
  for (let at = 0; at + 1 < cuts.length; at += 2)
    if (cuts[at + 1] - cuts[at] > best[1] - best[0]) best = [cuts[at], cuts[at + 1]];
  return [(best[0] + best[1]) / 2, level];
}

// The part of a ring under a level (y grows downwards).
function below(ring, level) {
  const kept = [];
  ring.forEach(([x, y], at) => {
    const [nx, ny] = ring[(at + 1) % ring.length];
    if (y >= level) kept.push([x, y]);
    if (y >= level !== ny >= level) kept.push([x + ((level - y) / (ny - y)) * (nx - x), level]);
  });
  return kept;
}

function isWithin(ring, px, py) {
  let inside = false;
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
    const [[x, y], [bx, by]] = [ring[at], ring[before]];
    if (y > py !== by > py && px < ((bx - x) * (py - y)) / (by - y) + x) inside = !inside;
  }
  return inside;
}

// An edge that municipalities of two provinces share is a stretch of a province line.
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
