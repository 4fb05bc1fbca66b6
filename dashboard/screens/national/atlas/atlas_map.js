// @ts-check
// The map: one path for each sign of the status scale, so that a month or a step is drawn in a few milliseconds.

import { h, put, s } from "../../../drawing/elements.js";
import { patterns } from "../../../drawing/status_scale.js";
import { ABSENT, FINISHED, KIND_BITS, NOT_APPLICABLE, NOT_REPORTED, STALE_BIT, STARTED } from "./atlas_payload.js";
import { prepared } from "./atlas_prepared.js";
import { boundaries, hexagons } from "./atlas_shapes.js";

/** @typedef {import("./atlas_data.js").Atlas} Atlas */
/** @typedef {import("./atlas_shapes.js").Form} Form */
/** @typedef {import("./atlas_shapes.js").Shape} Shape */
/** @typedef {keyof typeof SIGNS_ON_THE_MAP} Sign */
/** @typedef {Record<Sign, string[]>} Pieces of path, by sign */

const SIGNS_ON_THE_MAP = {
  outside: "fill: var(--grid)",
  hatch: "fill: url(#hatch)",
  level: "fill: var(--finished)",
  finished: "fill: var(--finished)",
  lower: "fill: var(--started)",
  seam: "fill: none; stroke: var(--paper); stroke-width: 0.8",
  rim_started: "fill: none; stroke: var(--started); stroke-width: 1.1",
  rim: "fill: none; stroke: var(--outline); stroke-width: 1.1",
  dash: "fill: none; stroke: var(--outline); stroke-width: 1.6",
  absent: "fill: none; stroke: var(--outline); stroke-width: 2.4; stroke-linecap: round",
  stale: "fill: url(#stale)",
};
const SIGNS = /** @type {Sign[]} */ (Object.keys(SIGNS_ON_THE_MAP));
/** @type {Record<string, [right: number, down: number]>} */
const KEYS_OF_THE_MAP = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const TALLEST = 660;

/**
 * @param {Atlas} atlas
 * @param {number} width
 */
export function drawnMap(atlas, width) {
  const { data, memory, land, own } = atlas;
  const outlines = memory.form === "boundaries" ? data.boundaries : null;
  const form = outlines ? boundaries(outlines, land, width, TALLEST) : hexagons(land, width);
  const box = { width: form.width, height: form.height, viewBox: `0 0 ${form.width} ${form.height}` };
  const picture = s("svg", { class: "map", ...box, role: "img" }, patterns());
  const layers = ["dim", "lit"].map((place) => {
    const paths = SIGNS.map((sign) => s("path", { style: SIGNS_ON_THE_MAP[sign], "data-sign": sign }));
    picture.append(s("g", { class: place }, paths));
    return paths;
  });
  const line = (/** @type {string} */ path, /** @type {string} */ style) =>
    picture.appendChild(
      s("path", { d: path, style: `fill: none; ${style}; stroke-linejoin: round; stroke-linecap: round` }),
    );
  const ringOf = (/** @type {number | null} */ who) => (who === null ? "" : (form.shapes.get(who)?.ring ?? ""));
  line(form.provinces, "stroke: var(--ink); stroke-width: 1.5");
  line(ringOf(own), "stroke: var(--own); stroke-width: 2.8");
  const cursor = line("", "stroke: var(--ink); stroke-width: 2.2");
  const attributes = { tabindex: "0", role: "application", "aria-label": data.words.map_keys, "data-focus": "map" };
  const field = h("div", { class: "field", ...attributes }, picture);

  const at = prepared(memory, data.moments.length, (moment) => {
    const pieces = layers.map(noPieces);
    for (const [who, shape] of form.shapes) {
      signOn(pieces[atlas.isLit(who) ? 1 : 0], atlas, moment, who, shape, Boolean(form.seams));
    }
    return pieces.map((signs) => SIGNS.map((sign) => signs[sign].join("")));
  });
  const paint = () => {
    at(atlas.moment()).forEach((paths, layer) => {
      for (const [sign, path] of paths.entries()) put(layers[layer][sign], "d", path);
    });
    put(picture, "aria-label", atlas.alt());
  };
  const point = () => put(cursor, "d", ringOf(atlas.who()));
  const missing = () => land.chosen(atlas.moment()).filter(({ who }) => !form.shapes.has(who));
  listenOnTheMap(atlas, field, picture, form);
  return { field, paint, point, prepare: form.seams ? null : at, missing };
}

const noPieces = () =>
  /** @type {Pieces} */ (Object.fromEntries(SIGNS.map((sign) => [sign, /** @type {string[]} */ ([])])));

/**
 * Adds one municipality to the paths of its signs.
 * @param {Pieces} pieces
 * @param {Atlas} atlas
 * @param {number} at
 * @param {number} who
 * @param {Shape} shape
 * @param {boolean} hasSeams
 */
function signOn(pieces, { land, step }, at, who, shape, hasSeams) {
  const all = step() < 0 ? land.over(at, who) : null;
  const state = step() < 0 ? 0 : land.state(at, who, step());
  if (hasSeams) pieces.seam.push(shape.full);
  if (!land.isInside(at, who)) return void pieces.outside.push(shape.full);
  const kind = state & KIND_BITS;
  if (all?.isAbsent || kind === ABSENT) {
    return void pieces.absent.push(`M${shape.x.toFixed(1)} ${shape.y.toFixed(1)}h0.01`);
  }
  if (all?.isSilent || kind === NOT_REPORTED) return void pieces.hatch.push(shape.full);
  if (kind === NOT_APPLICABLE) return void pieces.dash.push(shape.dash);
  if (all) {
    const level = all.isDone ? 1 : all.applicable ? all.finished / all.applicable : 0;
    if (level > 0) pieces.level.push(shape.low(level));
    pieces.rim.push(shape.rim);
  } else if (kind === FINISHED) pieces.finished.push(shape.full);
  else if (kind === STARTED) {
    pieces.lower.push(shape.low(0.5));
    pieces.rim_started.push(shape.rim);
  } else pieces.rim.push(shape.rim);
  if (all ? land.isStale(at, who) : state & STALE_BIT) pieces.stale.push(shape.over);
}

/**
 * @param {Atlas} atlas
 * @param {HTMLElement} field
 * @param {SVGSVGElement} picture
 * @param {Form} form
 */
function listenOnTheMap(atlas, field, picture, form) {
  field.onkeydown = (event) => {
    if (KEYS_OF_THE_MAP[event.key]) {
      event.preventDefault();
      const who = onward(atlas, form, ...KEYS_OF_THE_MAP[event.key]);
      if (who !== null) atlas.pointAt(who);
    }
    if (event.key === "Enter" && atlas.who() !== null) atlas.open();
    if (event.key === "Escape") atlas.pointAt(null);
  };
  field.onpointermove = (event) => {
    if (event.pointerType !== "mouse") return;
    const who = nearest(event, picture, form);
    field.style.cursor = who === null ? "" : "pointer";
    if (who !== null && who !== atlas.who()) atlas.pointAt(who);
  };
  field.onclick = (event) => {
    const who = nearest(event, picture, form);
    if (who === null) return;
    atlas.pointAt(who);
    // a finger first sees which one it touched
    if (event instanceof PointerEvent && event.pointerType === "mouse") atlas.open();
  };
}

/**
 * Who is under the pointer.
 * @param {MouseEvent} event
 * @param {SVGSVGElement} picture
 * @param {Form} form
 */
function nearest(event, picture, form) {
  const box = picture.getBoundingClientRect();
  const x = ((event.clientX - box.left) * form.width) / box.width;
  const y = ((event.clientY - box.top) * form.height) / box.height;
  return closest(form, (shape) => shape.distance(x, y));
}

/**
 * Who stands next in a direction, and near the line of it; where nobody is pointed at yet, the own one or the first.
 * @param {Atlas} atlas
 * @param {Form} form
 * @param {number} dx
 * @param {number} dy
 */
function onward(atlas, form, dx, dy) {
  const who = atlas.who();
  const from = who === null ? undefined : form.shapes.get(who);
  if (!from) return atlas.own !== null && form.shapes.has(atlas.own) ? atlas.own : ([...form.shapes.keys()][0] ?? null);
  return closest(form, (shape) => {
    const along = (shape.x - from.x) * dx + (shape.y - from.y) * dy;
    const beside = Math.abs((shape.x - from.x) * dy) + Math.abs((shape.y - from.y) * dx);
    return shape !== from && along > form.size * 0.5 ? along + 1.6 * beside : Number.POSITIVE_INFINITY;
  });
}

/**
 * @param {Form} form
 * @param {(shape: Shape) => number} distance
 */
function closest(form, distance) {
  let far = Number.POSITIVE_INFINITY;
  /** @type {number | null} */
  let best = null;
  for (const [who, shape] of form.shapes) {
    const found = distance(shape);
    if (found < far) [far, best] = [found, who];
  }
  return best;
}
