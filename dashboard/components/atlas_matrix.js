// The matrix: a row for each step, a column for each municipality; runs of the same standing are one piece.

import { orders } from "./atlas_order.js";
import { FINISHED, NOT_APPLICABLE, NOT_REPORTED, NOT_STARTED, STALE_BIT, STARTED } from "./atlas_payload.js";
import { prepared } from "./atlas_prepared.js";
import { numbered } from "./atlas_texts.js";
import { fill, h, put, s } from "./elements.js";
import { patterns } from "./status_scale.js";

const SIGNS_IN_THE_MATRIX = {
  finished: "fill: var(--finished)",
  lower: "fill: var(--started)",
  rim: "fill: var(--outline)",
  hatch: "fill: url(#hatch)",
  dash: "fill: var(--outline)",
  stale: "fill: url(#lying)",
  edge: "fill: url(#stale)",
};
const MATRIX_FONT = 13.5;

function matrixMeasures(width, rows) {
  const isNarrow = width < 420;
  const [labels, row, bar, top, over] = isNarrow ? [0, 42, 18, 24, 19] : [192, 36.5, 24, 24, 6.25];
  return {
    isNarrow,
    labels,
    row,
    bar,
    top,
    over,
    width,
    height: top + row * rows + 24,
    under: top + row * rows + 14,
    beyond: isNarrow ? 1 : 3,
    y: (place) => top + row * place + over,
  };
}

export function drawnMatrix(atlas, width) {
  const { data, memory } = atlas;
  const m = matrixMeasures(width, data.steps.length);
  const picture = s("svg", { class: "matrix", width, height: m.height, role: "img" }, patterns(), lyingStripes());
  const names = data.steps.map((step, place) => {
    const y = m.isNarrow ? m.y(place) - 6 : m.y(place) + m.bar / 2 + 5;
    const text = [
      s("text", { x: 0, y, "font-size": MATRIX_FONT, class: "faint" }, String(step.number)),
      s("text", { x: 24, y, "font-size": MATRIX_FONT }, step.short),
    ];
    picture.append(...text);
    return text;
  });
  const paths = Object.fromEntries(
    Object.entries(SIGNS_IN_THE_MATRIX).map(([name, style]) => [
      name,
      picture.appendChild(s("path", { style, "data-sign": name })),
    ]),
  );
  const veil = picture.appendChild(s("path", { style: "fill: var(--paper); opacity: 0.72" }));
  const [foot, own, cursor] = [1, 2, 3].map(() => picture.appendChild(s("g", {})));
  const field = h(
    "div",
    {
      class: "field wide",
      tabindex: "0",
      role: "application",
      "aria-label": data.words.matrix_keys,
      "data-focus": "matrix",
    },
    picture,
  );
  const ordered = orders(atlas);
  let now = null;

  const placed = (columns) => (place) =>
    m.labels + place * columns.each + (place >= columns.columns.length - columns.apart ? columns.gap : 0);
  const at = (place) => placed(now)(place);
  const composed = prepared(memory, data.moments.length, (moment) => {
    const found = ordered(moment);
    found.gap = found.apart ? 5 : 0;
    found.each = (width - m.labels - found.gap) / Math.max(found.columns.length, 1);
    found.placeOf = new Map(found.columns.map((one, place) => [one.who, place]));
    const parts = Object.fromEntries(Object.keys(paths).map((name) => [name, []]));
    data.steps.forEach((_, row) => matrixRow(parts, atlas, moment, m, found, placed(found), row));
    const drawn = Object.entries(parts).map(([name, pieces]) => [name, pieces.join("")]);
    return {
      found,
      drawn,
      veil: veiled(atlas, m, found, placed(found), data.steps.length),
      under: underTheMatrix(atlas, m, found, placed(found)),
      own: standingLine(atlas, m, found, placed(found), atlas.own, "own", false),
    };
  });
  const paint = () => {
    const { found, drawn, veil: unlit, under, own: mine } = composed(atlas.moment());
    now = found;
    for (const [name, path] of drawn) put(paths[name], "d", path);
    put(veil, "d", unlit);
    names.forEach(([number, name], row) => {
      const isChosen = atlas.step() === row;
      put(number, "class", isChosen ? "strong" : "faint");
      put(name, "class", isChosen ? "strong" : "");
    });
    fill(foot, under);
    fill(own, mine);
    put(picture, "aria-label", atlas.matrixAlt());
  };
  const point = () => {
    const who = atlas.who();
    fill(cursor, standingLine(atlas, m, now, at, who, "ink", true));
    const [mine, pointed] = [own, cursor].map((group) => group.querySelector("text"));
    if (!mine) return;
    mine.removeAttribute("visibility");
    if (pointed && touch(mine.getBBox(), pointed.getBBox())) mine.setAttribute("visibility", "hidden"); // two names on one place cannot be read
  };
  listenToTheMatrix(atlas, field, picture, m, () => now, data.steps.length);
  return { field, paint, point, prepare: composed, row: () => memory.row ?? Math.max(atlas.step(), 0) };
}

const touch = (a, b) => a.x < b.x + b.width + 6 && b.x < a.x + a.width + 6;

function lyingStripes() {
  return s(
    "defs",
    {},
    s(
      "pattern",
      { id: "lying", width: 4, height: 4, patternUnits: "userSpaceOnUse" },
      s("rect", { x: 0, y: 0, width: 4, height: 1.6, style: "fill: var(--paper)" }),
    ),
  );
}

// One step: pieces of equal standing. A piece that counts has an outline, what we do not know has hatch and none.
function matrixRow(parts, { land }, moment, m, { columns, apart }, at, row) {
  const states = columns.map((one) => land.state(moment, one.who, row));
  const apartFrom = columns.length - apart;
  const runs = (same, add) => {
    for (let from = 0, to = 1; from < states.length; from = to, to += 1) {
      while (to < states.length && to !== apartFrom && same(states[to], states[from])) to += 1;
      add(states[from], at(from), at(to - 1) + (at(1) - at(0) || m.width - m.labels) - at(from));
    }
  };
  const y = m.y(row);
  const box = (x, top, wide, tall) => `M${x.toFixed(2)} ${top}h${wide.toFixed(2)}v${tall}h${(-wide).toFixed(2)}z`;
  const isCounted = (state) => (state & 7) <= NOT_STARTED;
  const ends = [];
  runs(
    (a, b) => isCounted(a) === isCounted(b),
    (state, x, wide) => {
      if (!isCounted(state)) return;
      parts.rim.push(box(x, y, wide, 1), box(x, y + m.bar - 1, wide, 1));
      ends.push(x, x + wide);
    },
  );
  if (ends.length) parts.rim.push(box(ends[0], y, 1, m.bar), box(ends[ends.length - 1] - 1, y, 1, m.bar)); // sides only at the ends: one row is one bar
  runs(
    (a, b) => a === b,
    (state, x, wide) => {
      const kind = state & 7;
      if (kind === FINISHED) parts.finished.push(box(x, y, wide, m.bar));
      if (kind === STARTED) parts.lower.push(box(x, y + m.bar / 2, wide, m.bar / 2));
      if (kind === NOT_REPORTED) parts.hatch.push(box(x, y, wide, m.bar));
      if (kind === NOT_APPLICABLE)
        parts.dash.push(
          box(x + Math.min(wide * 0.12, 3), y + m.bar / 2 - 0.8, Math.max(wide - Math.min(wide * 0.24, 6), 0.8), 1.6),
        );
      if (!(state & STALE_BIT) || kind > NOT_STARTED) return;
      parts.stale.push(box(x, y, wide, m.bar));
      if (kind === NOT_STARTED) parts.edge.push(box(x, y - 0.5, wide, 2), box(x, y + m.bar - 1.5, wide, 2));
    },
  );
}

function veiled(atlas, m, { columns, each }, at, rows) {
  const unlit = columns.map((one, place) => [one, place]).filter(([one]) => !atlas.isLit(one.who));
  return unlit
    .map(([, place]) =>
      Array.from(
        { length: rows },
        (_, row) => `M${at(place).toFixed(2)} ${m.y(row) - 1}h${each.toFixed(2)}v${m.bar + 2}h${(-each).toFixed(2)}z`,
      ).join(""),
    )
    .join("");
}

// A municipality in the matrix: a line over its bars, never over the words between them, and its name above.
function standingLine({ data, land, memory }, m, now, at, who, ink, isCursor) {
  const place = now?.placeOf.get(who);
  if (place === undefined) return [];
  const x = at(place) + now.each / 2;
  const name = land.people[who].name;
  const half = name.length * 3.6;
  const anchor = x + half > m.width ? "end" : x - half < m.labels ? "start" : "middle";
  const line = data.steps.map((_, row) => `M${x.toFixed(2)} ${m.y(row) - m.beyond}v${m.bar + 2 * m.beyond}`).join("");
  const wide = Math.max(now.each, 1.6);
  return [
    s("path", { d: line, style: "stroke: var(--paper)", "stroke-width": wide + 2.4 }),
    s("path", { d: line, style: `stroke: var(--${ink})`, "stroke-width": wide }),
    isCursor && memory.row !== null && memory.row !== undefined
      ? s("rect", {
          x: m.labels - 0.5,
          y: m.y(memory.row) - 3.5,
          width: m.width - m.labels + 1,
          height: m.bar + 7,
          style: "fill: none; stroke: var(--ink)",
          "stroke-width": 1,
        })
      : "",
    s(
      "text",
      {
        x: anchor === "end" ? m.width : anchor === "start" ? m.labels : x,
        y: 12,
        "font-size": MATRIX_FONT,
        class: "strong named",
        style: `fill: var(--${ink})`,
        "text-anchor": anchor,
      },
      name,
    ),
  ];
}

function underTheMatrix({ data, memory }, m, now, at) {
  const text = (x, words, anchor) =>
    s("text", { x, y: m.under, class: "faint", "font-size": 12.5, "text-anchor": anchor }, words);
  const { under } = data.words;
  if (!now.group) {
    const known = now.columns.length - now.apart;
    return [
      text(m.labels, numbered(under[memory.sort], known, {}), "start"),
      now.apart ? text(m.width, numbered(under.silent, now.apart, {}), "end") : "",
    ];
  }
  // a name stands under its own group and only where that is wide enough: beside it, it would name another one
  const starts = now.columns.flatMap((one, place) =>
    place && now.group(one) === now.group(now.columns[place - 1]) ? [] : [place],
  );
  return starts.flatMap((start, index) => {
    const [from, to] = [at(start), at((starts[index + 1] ?? now.columns.length) - 1) + now.each];
    const full = now.group(now.columns[start]);
    const name = [full, abbreviated(full)].find((one) => one.length * 6.4 < to - from - 3);
    return [
      s("path", { d: `M${from.toFixed(1)} ${m.under - 13}v5`, style: "stroke: var(--axis)" }),
      name ? text((from + to) / 2, name, "middle") : "",
    ];
  });
}

const abbreviated = (name) =>
  /\d/.test(name)
    ? name
    : name.includes("-")
      ? name
          .split("-")
          .map((word) => word[0])
          .join("")
      : name.slice(0, 2);

function listenToTheMatrix(atlas, field, picture, m, now, rows) {
  const under = (event) => {
    const box = picture.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const { columns, each, apart, gap } = now();
    const within = x - m.labels;
    const isApart = within > (columns.length - apart) * each;
    const place = Math.floor((within - (isApart ? gap : 0)) / each);
    const row = Math.floor((y - m.top) / m.row);
    return place >= 0 && place < columns.length && row >= 0 && row < rows ? [columns[place].who, row] : null;
  };
  const walk = (columns, rowsOn) => {
    const order = now().columns;
    const place = now().placeOf.get(atlas.who());
    const row = atlas.memory.row ?? Math.max(atlas.step(), 0);
    if (place === undefined)
      return atlas.pointAt(
        atlas.own !== null && now().placeOf.has(atlas.own) ? atlas.own : (order[0]?.who ?? null),
        row,
      );
    atlas.pointAt(
      order[Math.min(Math.max(place + columns, 0), order.length - 1)].who,
      Math.min(Math.max(row + rowsOn, 0), rows - 1),
    );
  };
  const keys = {
    ArrowRight: [1, 0],
    ArrowLeft: [-1, 0],
    ArrowDown: [0, 1],
    ArrowUp: [0, -1],
    Home: [-Infinity, 0],
    End: [Infinity, 0],
    PageDown: [10, 0],
    PageUp: [-10, 0],
  };
  field.onkeydown = (event) => {
    if (keys[event.key]) {
      event.preventDefault();
      walk(...keys[event.key]);
    }
    if (event.key === "Enter" && atlas.who() !== null) atlas.open();
    if (event.key === "Escape") atlas.pointAt(null);
  };
  field.onpointermove = (event) => {
    const found = event.pointerType === "mouse" ? under(event) : null;
    field.style.cursor = found ? "pointer" : "";
    if (found && (found[0] !== atlas.who() || found[1] !== atlas.memory.row)) atlas.pointAt(...found);
  };
  field.onclick = (event) => {
    const found = under(event);
    if (!found) return;
    atlas.pointAt(...found);
    if (event.pointerType === "mouse") atlas.open();
  };
}
