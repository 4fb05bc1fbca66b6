// The order of the columns of the matrix, and which municipalities are highlighted.

import { FINISHED, NOT_APPLICABLE, NOT_REPORTED, NOT_STARTED, STARTED } from "./atlas_payload.js";

export function orders(atlas) {
  const { data, land } = atlas;
  const { sizes, inhabitants, sort_names: names } = data.municipalities;
  const byName = (a, b) => names[a.who] - names[b.who];
  const furthest = (a, b) =>
    b.all.finished - a.all.finished || b.all.started - a.all.started || (a.code < b.code ? -1 : 1);
  const RANKS = [FINISHED, STARTED, NOT_STARTED, NOT_APPLICABLE, NOT_REPORTED];
  const compare = {
    furthest: (a, b) => a.all.isSilent - b.all.isSilent || furthest(a, b),
    name: byName,
    province: (a, b) => data.municipalities.provinces[a.who] - data.municipalities.provinces[b.who] || furthest(a, b),
    size: (a, b) =>
      (sizes[b.who] ?? 0) - (sizes[a.who] ?? 0) ||
      (inhabitants[b.who] ?? 0) - (inhabitants[a.who] ?? 0) ||
      byName(a, b),
    step: (a, b) => a.all.isSilent - b.all.isSilent || a.rank - b.rank || furthest(a, b),
  };
  const group = {
    province: (one) => one.province,
    size: (one) => data.size_names[sizes[one.who] ?? 0] ?? "",
  };

  // Columns from left to right; the silent stand apart at the end where the order is about progress.
  return (moment) => {
    const sort = atlas.memory.sort;
    const rank = (who) => RANKS.indexOf(land.state(moment, who, Math.max(atlas.step(), 0)) & 7);
    const found = land.chosen(moment).map((one) => ({ ...one, all: land.over(moment, one.who), rank: rank(one.who) }));
    found.sort(compare[sort]);
    const isApart = sort === "furthest" || sort === "step";
    const silent = found.filter((one) => one.all.isSilent).length;
    return { columns: found, silent, apart: isApart && silent < found.length ? silent : 0, group: group[sort] ?? null };
  };
}

// "province:3", "size:5", "variant:2", "peers", or "" for everyone.
export function litBy(data, choice) {
  const [group, value] = choice.split(":");
  const { provinces, sizes, variants } = data.municipalities;
  if (group === "peers") {
    const peers = new Set(data.peers?.members ?? []);
    return (who) => peers.has(who) || who === data.own;
  }
  const of = { province: provinces, size: sizes, variant: variants }[group];
  return of ? (who) => of[who] === Number(value) : () => true;
}
