// Text to read: headings, paragraphs, facts, tables, and entries that open; closed ones stay findable on the page.
// data: { blocks: [block], open: key of the entry to open, or null }. A block: { kind, ... }, kinds as in BLOCKS.

import { h } from "./elements.js";
import { mount } from "./mounting.js";

const opened = new WeakMap();

const BLOCKS = {
  heading: (block) => h(`h${block.level}`, { id: block.id ?? null }, block.text),
  text: (block) => h("p", {}, block.text),
  facts: (block) =>
    h(
      "dl",
      {},
      block.facts.map(([term, text, lang]) => [h("dt", {}, term), h("dd", { lang: lang ?? null }, text)]),
    ),
  table: (block) =>
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": block.caption },
      h(
        "table",
        {},
        h("caption", { class: "hidden" }, block.caption),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            block.head.map((text, place) =>
              h("th", { scope: "col", class: block.numbers?.[place] ? "number" : null }, text),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          block.rows.map((row, line) =>
            h(
              "tr",
              {},
              row.map((text, place) =>
                h(
                  place ? "td" : "th",
                  {
                    scope: place ? null : "row",
                    class: block.numbers?.[place] ? "number" : null,
                    lang: block.langs?.[place] ?? null,
                  },
                  block.bold?.some(([one, other]) => one === line && other === place) ? h("strong", {}, text) : text,
                ),
              ),
            ),
          ),
        ),
      ),
    ),
  link: (block) => h("p", {}, h("a", { class: "link", href: block.href }, block.text)),
};

export default function (component) {
  const { data, parentElement } = component;
  const state = opened.get(parentElement) ?? { keys: new Set(), asked: null };
  opened.set(parentElement, state);
  const isAsked = data.open && data.open !== state.asked;
  if (isAsked) state.keys = new Set([data.open]);
  state.asked = data.open ?? null;

  const entry = (block) =>
    h(
      "details",
      {
        id: block.key,
        open: state.keys.has(block.key) ? "" : null,
        ontoggle: (event) => state.keys[event.target.open ? "add" : "delete"](block.key),
      },
      h(
        "summary",
        { "data-focus": block.key },
        h("span", { class: "title" }, block.title),
        h("span", { class: "meta" }, block.meta),
      ),
      h("div", { class: "inside" }, block.blocks.map(draw)),
    );
  const draw = (block) => (block.kind === "entry" ? entry(block) : BLOCKS[block.kind](block));

  const unmount = mount(component, (box) =>
    box.replaceChildren(h("div", { class: "document" }, data.blocks.map(draw))),
  );
  // what stands above may still be drawn: the place is looked for again a little later
  if (isAsked) for (const wait of [0, 500, 1500]) setTimeout(() => show(parentElement, data.open, wait === 0), wait);
  return unmount;
}

function show(root, key, takesFocus) {
  const found = root.querySelector(`details[id="${CSS.escape(key)}"]`);
  if (!found) return;
  found.scrollIntoView({ block: "start" });
  if (takesFocus) found.querySelector("summary").focus({ preventScroll: true });
}
