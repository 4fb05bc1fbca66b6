// @ts-check
// For who is not signed in: how to sign in, what the monitor is, what one sees after, whom to ask.
// data: finished words, the addresses of signing in, and rows of two tables.

import { h } from "../../drawing/elements.js";
import { mount } from "../../drawing/mounting.js";
import { sign } from "../../drawing/signs.js";

/** @typedef {{ label: string, href: string }} Issuer */
/** @typedef {{ sign: string, strong: string, text: string }} Point */
/** @typedef {{ title: string, lead: string, heads: string[], rows: string[][] }} Table */
/**
 * @typedef {object} Entrance
 * @property {string} notice why somebody who tried is not signed in; "" where nobody tried
 * @property {{ title: string, lead: string, lasts: string, unknown_title: string, unknown: string }} sign_in
 * @property {Issuer[]} issuers
 * @property {{ title: string, lead: string }} what
 * @property {Point[]} points
 * @property {Table[]} tables
 */

/** @param {import("../../drawing/mounting.js").Component<Entrance>} component */
export default function entrance(component) {
  const { data } = component;
  return mount(component, (box) => {
    const notice = data.notice ? h("p", { class: "notice", role: "status" }, data.notice) : "";
    box.replaceChildren(
      notice,
      h("div", { class: "columns" }, waysIn(data), whatItIs(data)),
      ...data.tables.map(table),
    );
  });
}

/** @param {Entrance} data */
function waysIn(data) {
  const { sign_in: words, issuers } = data;
  const links = issuers.map((issuer, place) =>
    h("a", { class: place ? "way" : "way first", href: issuer.href, target: "_self" }, issuer.label),
  );
  return h(
    "section",
    { class: "in", "aria-labelledby": "sign-in" },
    h("h2", { id: "sign-in" }, words.title),
    h("p", { class: "subtitle" }, words.lead),
    ...links,
    h("p", { class: "small" }, words.lasts),
    h("p", { class: "ask" }, h("strong", {}, words.unknown_title), h("br", {}), words.unknown),
  );
}

/** @param {Entrance} data */
function whatItIs(data) {
  const points = data.points.map((point) =>
    h("li", {}, sign(point.sign), h("span", {}, h("strong", {}, point.strong), ": ", point.text)),
  );
  return h(
    "section",
    { class: "what", "aria-labelledby": "what" },
    h("h2", { id: "what" }, data.what.title),
    h("p", { class: "subtitle" }, data.what.lead),
    h("ul", { class: "points" }, points),
  );
}

/** @param {Table} data */
function table(data) {
  const heads = data.heads.map((head) => h("th", { scope: "col" }, head));
  const rows = data.rows.map(([first, ...rest]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row", "data-label": data.heads[0] }, first),
      rest.map((cell, place) => h("td", { "data-label": data.heads[place + 1] }, cell)),
    ),
  );
  return h(
    "section",
    { class: "table" },
    h("h2", {}, data.title),
    h("p", { class: "subtitle" }, data.lead),
    h("table", {}, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows)),
  );
}
