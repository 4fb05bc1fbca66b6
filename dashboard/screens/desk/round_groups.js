// @ts-check
// How many of each size class reported in a round: a bar, then the hatch of who has not, and a stroke where the round
// before it stood in the same week.
// data: per class its shares and its numbers in words; the last row is of all.

import { h, s } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { keyList } from "../../drawing/signs.js";
import { barMark, patterns } from "../../drawing/status_scale.js";

/** @typedef {{ label: string, now: number, before: number | null, cells: string[] }} Row */
/** @typedef {{ alt: string, key: import("../../drawing/signs.js").Key, heads: string[], rows: Row[] }} Groups */

const HIGH = 20;
const stroke = () => s("line", { x1: 9, x2: 9, y1: 2, y2: 18, style: "stroke: var(--ink)", "stroke-width": 2 });

/** @param {import("../../drawing/mounting.js").Component<Groups>} component */
export default function roundGroups(component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const room = width < 640 ? width - 8 : Math.max(160, width - 470);
    const rows = data.rows.map((row, place) =>
      h(
        "tr",
        { class: place === data.rows.length - 1 ? "whole" : null },
        h("th", { scope: "row" }, row.label),
        h("td", { class: "bar" }, bar(row, room)),
        row.cells.map((text, cell) =>
          h("td", { class: cell ? "number" : "number strong", "data-label": data.heads[cell + 1] }, text),
        ),
      ),
    );
    const heads = data.heads.map((text, place) => h("th", { scope: "col", class: place ? "number" : null }, text));
    heads.splice(1, 0, h("td", { class: "bar" }));
    box.replaceChildren(
      keyList(data.key, { stroke }),
      h(
        "table",
        {},
        h("caption", { class: "hidden" }, data.alt),
        h("thead", {}, h("tr", {}, heads)),
        h("tbody", {}, rows),
      ),
    );
  });
}

/**
 * @param {Row} row
 * @param {number} room
 */
function bar(row, room) {
  const full = Math.round(row.now * room);
  const picture = s("svg", { width: room, height: HIGH + 4, "aria-hidden": "true" }, patterns());
  if (full < room) picture.append(barMark(full, 2, room - full, HIGH, "not_reported"));
  if (full > 0) picture.append(barMark(0, 2, full, HIGH, "finished"));
  if (row.before !== null) {
    const x = Math.round(row.before * room);
    const ends = { x1: x, x2: x, y1: 0, y2: HIGH + 4 };
    picture.append(
      s("line", { ...ends, style: "stroke: var(--paper)", "stroke-width": 5 }),
      s("line", { ...ends, style: "stroke: var(--ink)", "stroke-width": 2 }),
    );
  }
  return picture;
}
