// Under the atlas: what it shows as a table and as a file, for its own month and step, and how it is made.

import { KINDS, STALE_BIT } from "./atlas_payload.js";
import { workbook } from "./atlas_workbook.js";
import { fill, h } from "./elements.js";
import { picture, pixels, save } from "./pictures.js";

function tableOf(atlas) {
  const { data, land, say } = atlas;
  const { columns } = data.words;
  const [moment, step] = [atlas.moment(), atlas.step()];
  const people = land
    .chosen(moment)
    .sort((a, b) => data.municipalities.sort_names[a.who] - data.municipalities.sort_names[b.who]);
  const facts = (one) => [one.code, one.name, one.province];
  const yes = (isTrue) => (isTrue ? data.words.yes : data.words.no);
  if (step >= 0) {
    return {
      columns: [
        columns.code,
        columns.name,
        columns.province,
        columns.step,
        columns.standing,
        columns.stale,
        columns.reported,
      ],
      rows: people.map((one) => {
        const state = land.state(moment, one.who, step);
        return [
          ...facts(one),
          data.steps[step].value,
          data.words.standing[KINDS[state & 7]],
          yes(state & STALE_BIT),
          say.lastReport(moment, one.who),
        ];
      }),
    };
  }
  return {
    columns: [
      columns.code,
      columns.name,
      columns.province,
      columns.finished,
      ...data.steps.map((one) => one.value),
      columns.reported,
    ],
    rows: people.map((one) => [
      ...facts(one),
      say.howMany(moment, one.who),
      ...data.steps.map((_, at) => say.standing(land.state(moment, one.who, at))),
      say.lastReport(moment, one.who),
    ]),
  };
}

// Semicolons, a byte order mark; a text that would be run as a formula stands behind an apostrophe.
function asFile({ columns, rows }) {
  const safe = (text) => {
    const told = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[;"\n\r]/.test(told) ? `"${told.replaceAll('"', '""')}"` : told;
  };
  return `\ufeff${[columns, ...rows].map((row) => `${row.map((cell) => safe(String(cell))).join(";")}\r\n`).join("")}`;
}

export function drawnFoot(atlas) {
  const { data, memory, say } = atlas;
  const { words } = data;
  const note = h("span", { class: "told" });
  const status = h("p", { class: "status", role: "status" });
  const panel = h("div", { class: "panel", id: "panel" });
  const told = () => ({
    finding: say.finding(atlas.moment(), memory.step),
    subtitle: atlas.subtitle(),
    note: say.note(atlas.moment()),
  });
  const caption = () => `${told().finding}. ${data.moments[atlas.moment()].day}`;
  const choice = (name, label, onclick) =>
    h("button", { type: "button", class: "link", "data-focus": name, onclick }, label);
  const table = () => {
    const found = tableOf(atlas);
    return h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": caption() },
      h(
        "table",
        {},
        h("caption", { class: "hidden" }, caption()),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            found.columns.map((name) => h("th", { scope: "col" }, name)),
          ),
        ),
        h(
          "tbody",
          {},
          found.rows.map((row) =>
            h(
              "tr",
              {},
              row.map((cell) => h("td", {}, cell)),
            ),
          ),
        ),
      ),
    );
  };
  const how = () =>
    h(
      "div",
      {},
      h(
        "dl",
        { class: "how" },
        data.how.map(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]),
      ),
      h("p", { class: "more" }, h("a", { class: "link", href: `verantwoording?${data.account}` }, words.account)),
    );
  const shows = { table, how, download: () => downloads(atlas, choice, told, panel) };
  const buttons = [
    ["table", words.table],
    ["download", words.download],
    ["link", words.link],
    ["how", words.how],
  ].map(([name, label]) =>
    choice(name, label, () => (name === "link" ? copyLink(atlas, status) : show(memory.panel === name ? null : name))),
  );
  const show = (name) => {
    memory.panel = name;
    panel.replaceChildren(shows[name]?.() ?? "");
    const scroll = panel.querySelector(".scroll");
    if (scroll && scroll.scrollWidth > scroll.clientWidth + 1)
      panel.append(h("p", { class: "sideways" }, words.sideways));
    for (const button of buttons)
      if (button.dataset.focus !== "link") {
        button.setAttribute("aria-controls", "panel");
        button.setAttribute("aria-expanded", String(button.dataset.focus === name));
      }
  };
  let isDrawn = false;
  const paint = () => {
    fill(note, [say.note(atlas.moment())]);
    fill(status, []);
    if (!isDrawn || memory.panel === "table") show(memory.panel in shows ? memory.panel : null);
    isDrawn = true;
  };
  return {
    part: [
      h("div", { class: "foot" }, h("span", { class: "note" }, note), h("span", { class: "actions" }, buttons)),
      status,
      panel,
    ],
    paint,
    sentences: [[note, say.notes]],
  };
}

// Every file is made here when it is asked for, of what is shown by then.
function downloads(atlas, choice, told, panel) {
  const { data, memory } = atlas;
  const { words } = data;
  const name = `wams-map-${memory.month}`;
  const host = () => panel.getRootNode().host?.closest(".st-key-figure_map");
  const sheets = () => {
    const { columns, rows } = tableOf(atlas);
    const { finding, subtitle, note } = told();
    return [
      [words.sheet_table, [columns, ...rows]],
      [
        words.sheet_about,
        [[words.told_finding, finding], [words.told_subtitle, subtitle], [words.told_note, note], ...data.how],
      ],
    ];
  };
  return h(
    "dl",
    { class: "how downloads" },
    h("dt", {}, words.download_table),
    h(
      "dd",
      {},
      choice("csv", words.csv, () =>
        save(new Blob([asFile(tableOf(atlas))], { type: "text/csv;charset=utf-8" }), `${name}.csv`),
      ),
      choice("xlsx", words.xlsx, () => save(workbook(sheets()), `${name}.xlsx`)),
    ),
    h("dt", {}, words.download_picture),
    h(
      "dd",
      {},
      choice("svg", words.svg, () =>
        picture(host(), told()).then((text) => save(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`)),
      ),
      choice("png", words.png, () =>
        picture(host(), told())
          .then(pixels)
          .then((blob) => save(blob, `${name}.png`)),
      ),
    ),
  );
}

// A link that opens exactly this: its month, its step, its panel, as it is known now.
function copyLink({ data, memory }, status) {
  const query = new URLSearchParams(data.link);
  query.set("stand", memory.month);
  query.set("stap", memory.step);
  query.set("figuur", "map");
  if (memory.panel && memory.panel !== "download") query.set("paneel", memory.panel);
  const address = `${window.location.origin}${window.location.pathname}?${query}`;
  const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error("no clipboard"));
  copied.then(
    () => status.replaceChildren(data.words.link_copied),
    () => status.replaceChildren(`${data.words.link_here} `, h("a", { class: "address", href: address }, address)),
  );
}

// A link may ask for this figure and one of its panels.
export function asMeant(memory) {
  const asked = new URLSearchParams(window.location.search);
  if (asked.get("figuur") === "map") Object.assign(memory, { panel: asked.get("paneel"), isMeant: true });
}
