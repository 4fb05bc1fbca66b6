// The map: one path for each sign of the status scale, so that a month or a step is drawn in a few milliseconds.

import { ABSENT, FINISHED, NOT_APPLICABLE, NOT_REPORTED, STALE_BIT, STARTED } from "./atlas_payload.js";
import { prepared } from "./atlas_prepared.js";
import { boundaries, hexagons } from "./atlas_shapes.js";
import { h, put, s } from "./elements.js";
import { patterns } from "./status_scale.js";

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
const KEYS_OF_THE_MAP = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export function drawnMap(atlas, width) {
  const { data, memory, land, own } = atlas;
  const form =
    memory.form === "boundaries" && data.boundaries ? boundaries(data, land, width, 660) : hexagons(land, width);
  const picture = s(
    "svg",
    { class: "map", width: form.width, height: form.height, viewBox: `0 0 ${form.width} ${form.height}`, role: "img" },
    patterns(),
  );
  const layers = ["dim", "lit"].map((place) => {
    const paths = Object.fromEntries(
      Object.entries(SIGNS_ON_THE_MAP).map(([name, style]) => [name, s("path", { style, "data-sign": name })]),
    );
    picture.append(s("g", { class: place }, Object.values(paths)));
    return paths;
  });
  const line = (path, style) =>
    picture.appendChild(
      s("path", { d: path, style: `fill: none; ${style}; stroke-linejoin: round; stroke-linecap: round` }),
    );
  line(form.provinces, "stroke: var(--ink); stroke-width: 1.5");
  line(form.shapes.get(own)?.ring ?? "", "stroke: var(--own); stroke-width: 2.8");
  const cursor = line("", "stroke: var(--ink); stroke-width: 2.2");
  const field = h(
    "div",
    { class: "field", tabindex: "0", role: "application", "aria-label": data.words.map_keys, "data-focus": "map" },
    picture,
  );

  const at = prepared(memory, data.moments.length, (moment) => {
    const parts = layers.map(() => Object.fromEntries(Object.keys(SIGNS_ON_THE_MAP).map((name) => [name, []])));
    for (const [who, shape] of form.shapes)
      signOn(parts[atlas.isLit(who) ? 1 : 0], atlas, moment, who, shape, form.seams);
    return parts.map((signs) => Object.entries(signs).map(([name, paths]) => [name, paths.join("")]));
  });
  const paint = () => {
    at(atlas.moment()).forEach((signs, place) => {
      for (const [name, path] of signs) put(layers[place][name], "d", path);
    });
    put(picture, "aria-label", atlas.alt());
  };
  const point = () => put(cursor, "d", form.shapes.get(atlas.who())?.ring ?? "");
  listenOnTheMap(atlas, field, picture, form);
  return {
    field,
    paint,
    point,
    prepare: form.seams ? null : at,
    missing: () => land.chosen(atlas.moment()).filter(({ who }) => !form.shapes.has(who)),
  };
}

// Adds one municipality to the paths of its signs.
function signOn(parts, { land, step }, at, who, shape, hasSeams) {
  const all = step() < 0 ? land.over(at, who) : null;
  const state = step() < 0 ? 0 : land.state(at, who, step());
  if (hasSeams) parts.seam.push(shape.full);
  if (!land.isInside(at, who)) return void parts.outside.push(shape.full);
  const kind = state & 7;
  if (all?.isAbsent || kind === ABSENT)
    return void parts.absent.push(`M${shape.x.toFixed(1)} ${shape.y.toFixed(1)}h0.01`);
  if (all?.isSilent || kind === NOT_REPORTED) return void parts.hatch.push(shape.full);
  if (kind === NOT_APPLICABLE) return void parts.dash.push(shape.dash);
  if (all) {
    const level = all.applicable ? all.finished / all.applicable : 0;
    if (level > 0) parts.level.push(shape.low(level));
    parts.rim.push(shape.rim);
  } else if (kind === FINISHED) parts.finished.push(shape.full);
  else if (kind === STARTED) {
    parts.lower.push(shape.low(0.5));
    parts.rim_started.push(shape.rim);
  } else parts.rim.push(shape.rim);
  if (all ? land.isStale(at, who) : state & STALE_BIT) parts.stale.push(shape.over);
}

function listenOnTheMap(atlas, field, picture, form) {
  const nearest = (event) => {
    const box = picture.getBoundingClientRect();
    const [x, y] = [
      ((event.clientX - box.left) * form.width) / box.width,
      ((event.clientY - box.top) * form.height) / box.height,
    ];
    let best = { far: Infinity, who: null };
    for (const [who, shape] of form.shapes) {
      const far = shape.distance(x, y);
      if (far < best.far) best = { far, who };
    }
    return best.who;
  };
  const walk = (dx, dy) => {
    const from = form.shapes.get(atlas.who());
    if (!from) return atlas.pointAt(form.shapes.has(atlas.own) ? atlas.own : form.shapes.keys().next().value);
    let best = { far: Infinity, who: null };
    for (const [who, shape] of form.shapes) {
      const onward = (shape.x - from.x) * dx + (shape.y - from.y) * dy;
      const far = onward + 1.6 * (Math.abs((shape.x - from.x) * dy) + Math.abs((shape.y - from.y) * dx));
      if (shape !== from && onward > form.size * 0.5 && far < best.far) best = { far, who };
    }
    if (best.who !== null) atlas.pointAt(best.who);
  };
  field.onkeydown = (event) => {
    if (KEYS_OF_THE_MAP[event.key]) {
      event.preventDefault();
      walk(...KEYS_OF_THE_MAP[event.key]);
    }
    if (event.key === "Enter" && atlas.who() !== null) atlas.open();
    if (event.key === "Escape") atlas.pointAt(null);
  };
  field.onpointermove = (event) => {
    if (event.pointerType !== "mouse") return;
    const who = nearest(event);
    field.style.cursor = who === null ? "" : "pointer";
    if (who !== null && who !== atlas.who()) atlas.pointAt(who);
  };
  field.onclick = (event) => {
    const who = nearest(event);
    if (who === null) return;
    atlas.pointAt(who);
    if (event.pointerType === "mouse") atlas.open(); // a finger first sees which one it touched
  };
}
