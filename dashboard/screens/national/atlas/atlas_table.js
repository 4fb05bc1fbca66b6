// @ts-check
// What the atlas shows, as a table: a row per municipality, of its own month and step.

import { KIND_BITS, KINDS, STALE_BIT } from "./atlas_payload.js";

/** @typedef {import("./atlas_payload.js").Person} Person */
/** @typedef {{ columns: string[], rows: string[][] }} Table */

/**
 * @param {import("./atlas_data.js").Atlas} atlas
 * @returns {Table}
 */
export function tableOf(atlas) {
  const { data, land, say } = atlas;
  const { columns, yes, no, standing } = data.words;
  const { sort_names: names } = data.municipalities;
  const [moment, step] = [atlas.moment(), atlas.step()];
  const people = land.chosen(moment).sort((a, b) => names[a.who] - names[b.who]);
  const first = [columns.code, columns.name, columns.province];
  const facts = (/** @type {Person} */ { code, name, province }) => [code, name, province];
  if (step < 0) {
    const rows = people.map((person) => {
      const { who } = person;
      const steps = data.steps.map((_, at) => say.standing(land.state(moment, who, at)));
      return [...facts(person), say.howMany(moment, who), ...steps, say.lastReport(moment, who)];
    });
    const steps = data.steps.map(({ value }) => value);
    return { columns: [...first, columns.finished, ...steps, columns.reported], rows };
  }
  const rows = people.map((person) => {
    const { who } = person;
    const state = land.state(moment, who, step);
    const stands = [standing[KINDS[state & KIND_BITS]], state & STALE_BIT ? yes : no];
    return [...facts(person), data.steps[step].value, ...stands, say.lastReport(moment, who)];
  });
  return { columns: [...first, columns.step, columns.standing, columns.stale, columns.reported], rows };
}

/**
 * Semicolons, a byte order mark; a text that would be run as a formula stands behind an apostrophe. What is told of the
 * table stands under it, after an empty line.
 * @param {Table} table
 * @param {string[][]} said
 */
export function asFile({ columns, rows }, said) {
  const safe = (/** @type {string} */ text) => {
    const told = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[;"\n\r]/.test(told) ? `"${told.replaceAll('"', '""')}"` : told;
  };
  const lines = [columns, ...rows, [], ...said].map((row) => `${row.map((cell) => safe(String(cell))).join(";")}\r\n`);
  return `\ufeff${lines.join("")}`;
}
