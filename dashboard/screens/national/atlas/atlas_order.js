// @ts-check
// The order of the columns of the matrix, and which municipalities are highlighted.

import { FINISHED, KIND_BITS, NOT_APPLICABLE, NOT_REPORTED, NOT_STARTED, STARTED } from "./atlas_payload.js";

/** @typedef {import("./atlas_payload.js").Person} Person */
/** @typedef {Person & { all: import("./atlas_payload.js").Over, rank: number }} Column */
/** @typedef {(a: Column, b: Column) => number} Compare */
/**
 * From left to right. `silent`: how many stand apart at the end; `group`: what columns are grouped by, in words.
 * @typedef {{ columns: Column[], apart: number, group: ((column: Column) => string) | null }} Ordered
 */

const RANKS = [FINISHED, STARTED, NOT_STARTED, NOT_APPLICABLE, NOT_REPORTED];

/**
 * Gives the order in a month; the silent stand apart at the end where it is about progress.
 * @param {import("./atlas_data.js").Atlas} atlas
 * @returns {(moment: number) => Ordered}
 */
export function orders(atlas) {
  const { data, land } = atlas;
  const { sizes, inhabitants, provinces, sort_names: names } = data.municipalities;
  /** @type {Compare} */
  const byName = (a, b) => names[a.who] - names[b.who];
  /** @type {Compare} */
  const furthest = (a, b) =>
    Number(b.all.isDone) - Number(a.all.isDone) ||
    b.all.finished - a.all.finished ||
    b.all.started - a.all.started ||
    (a.code < b.code ? -1 : 1);
  /** @type {Compare} */
  const silentLast = (a, b) => Number(a.all.isSilent) - Number(b.all.isSilent);
  /** @type {Record<import("./atlas_data.js").Sort, Compare>} */
  const compare = {
    furthest: (a, b) => silentLast(a, b) || furthest(a, b),
    name: byName,
    province: (a, b) => provinces[a.who] - provinces[b.who] || furthest(a, b),
    size: (a, b) =>
      (sizes[b.who] ?? 0) - (sizes[a.who] ?? 0) ||
      (inhabitants[b.who] ?? 0) - (inhabitants[a.who] ?? 0) ||
      byName(a, b),
    step: (a, b) => silentLast(a, b) || a.rank - b.rank || furthest(a, b),
  };
  /** @type {Partial<Record<import("./atlas_data.js").Sort, (column: Column) => string>>} */
  const group = {
    province: (column) => column.province,
    size: (column) => data.size_names[sizes[column.who] ?? 0] ?? "",
  };
  return (moment) => {
    const { sort } = atlas.memory;
    const step = Math.max(atlas.step(), 0);
    const rank = (/** @type {number} */ who) => RANKS.indexOf(land.state(moment, who, step) & KIND_BITS);
    const columns = land
      .chosen(moment)
      .map((person) => ({ ...person, all: land.over(moment, person.who), rank: rank(person.who) }))
      .sort(compare[sort]);
    const silent = columns.filter((column) => column.all.isSilent).length;
    const isApart = (sort === "furthest" || sort === "step") && silent < columns.length;
    return { columns, apart: isApart ? silent : 0, group: group[sort] ?? null };
  };
}

/**
 * Who is highlighted: "province:3", "size:5", "variant:2", "peers", or "" for everyone.
 * @param {import("./atlas_data.js").AtlasData} data
 * @param {string} choice
 * @returns {(who: number) => boolean}
 */
export function litBy(data, choice) {
  const [group, value] = choice.split(":");
  if (group === "peers") {
    const peers = new Set(data.peers?.members ?? []);
    return (who) => peers.has(who) || who === data.own;
  }
  const { provinces, sizes, variants } = data.municipalities;
  /** @type {Record<string, (number | null)[]>} */
  const groups = { province: provinces, size: sizes, variant: variants };
  const of = groups[group];
  return of ? (who) => of[who] === Number(value) : () => true;
}
