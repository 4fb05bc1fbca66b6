// @ts-check
// The words in the matrix: the name of a municipality at its line, and what stands under the columns.

import { s } from "../../../drawing/elements.js";
import { numbered } from "./atlas_texts.js";

/** @typedef {import("./atlas_data.js").Atlas} Atlas */
/** @typedef {import("./atlas_matrix.js").Measures} Measures */
/** @typedef {import("./atlas_matrix.js").Columns} Columns */

export const MATRIX_FONT = 13.5;

/**
 * A municipality in the matrix: a line over its bars, never over the words between them, and its name above.
 * @param {Atlas} atlas
 * @param {Measures} measures
 * @param {Columns} columns
 * @param {number | null} who
 * @param {"own" | "ink"} ink
 * @param {boolean} isCursor whether the step that is pointed at has a box
 */
export function standingLine({ data, land, memory }, measures, columns, who, ink, isCursor) {
  const place = who === null ? undefined : columns.placeOf.get(who);
  if (who === null || place === undefined) return [];
  const { width, labels, bar, beyond, y } = measures;
  const x = columns.at(place) + columns.each / 2;
  const { name } = land.people[who];
  const half = name.length * 3.6;
  const anchor = x + half > width ? "end" : x - half < labels ? "start" : "middle";
  const d = data.steps.map((_, row) => `M${x.toFixed(2)} ${y(row) - beyond}v${bar + 2 * beyond}`).join("");
  const wide = Math.max(columns.each, 1.6);
  const row = isCursor ? memory.row : null;
  const named = { class: "strong named", style: `fill: var(--${ink})`, "text-anchor": anchor };
  return [
    s("path", { d, style: "stroke: var(--paper)", "stroke-width": wide + 2.4 }),
    s("path", { d, style: `stroke: var(--${ink})`, "stroke-width": wide }),
    row === null ? "" : rowBox(row, measures),
    s(
      "text",
      { x: anchor === "end" ? width : anchor === "start" ? labels : x, y: 12, "font-size": MATRIX_FONT, ...named },
      name,
    ),
  ];
}

/**
 * @param {number} row
 * @param {Measures} measures
 */
function rowBox(row, { labels, width, bar, y }) {
  const box = { x: labels - 0.5, y: y(row) - 3.5, width: width - labels + 1, height: bar + 7 };
  return s("rect", { ...box, style: "fill: none; stroke: var(--ink)", "stroke-width": 1 });
}

/**
 * What the order is, and how many stand apart; or the names of the groups.
 * @param {Atlas} atlas
 * @param {Measures} measures
 * @param {Columns} columns
 */
export function underTheMatrix({ data, memory }, { labels, width, under: y }, { columns, apart, group, each, at }) {
  const text = (/** @type {number} */ x, /** @type {string} */ words, /** @type {string} */ anchor) =>
    s("text", { x, y, class: "faint", "font-size": 12.5, "text-anchor": anchor }, words);
  const { under } = data.words;
  const { sort } = memory;
  if (!group) {
    if (sort === "province" || sort === "size") return [];
    const known = columns.length - apart;
    const silent = apart ? text(width, numbered(under.silent, apart, {}), "end") : "";
    return [text(labels, numbered(under[sort], known, {}), "start"), silent];
  }
  // a name stands under its own group and only where that is wide enough: beside it, it would name another one
  const starts = columns.flatMap((column, place) =>
    place && group(column) === group(columns[place - 1]) ? [] : [place],
  );
  return starts.flatMap((start, index) => {
    const [from, to] = [at(start), at((starts[index + 1] ?? columns.length) - 1) + each];
    const full = group(columns[start]);
    const name = [full, abbreviated(full)].find((words) => words.length * 6.4 < to - from - 3);
    const tick = s("path", { d: `M${from.toFixed(1)} ${y - 13}v5`, style: "stroke: var(--axis)" });
    return [tick, name ? text((from + to) / 2, name, "middle") : ""];
  });
}

/** @param {string} name */
function abbreviated(name) {
  if (/\d/.test(name)) return name;
  if (!name.includes("-")) return name.slice(0, 2);
  return name
    .split("-")
    .map((word) => word[0])
    .join("");
}
