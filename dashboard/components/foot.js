// Under a figure: hairline, note, and on request the table, the rows under it, files, a link and how it is made.

import { h } from "./elements.js";
import { bringIntoSight } from "./into_sight.js";
import { mount } from "./mounting.js";
import { drawings, picture, pixels, save } from "./pictures.js";

const shown = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let open = shown.get(parentElement);
  if (!open) {
    const asked = new URLSearchParams(window.location.search);
    const isMeant = asked.get("figuur") === data.figure;
    open = { panel: isMeant ? asked.get("paneel") : null, file: null, isMeant };
    shown.set(parentElement, open);
  }

  const table = (shown) =>
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": shown.caption },
      h(
        "table",
        {},
        h("caption", { class: "hidden" }, shown.caption),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            shown.columns.map((column) =>
              h("th", { scope: "col", class: column.is_number ? "number" : null }, column.label),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          shown.rows.map((row) =>
            h(
              "tr",
              {},
              row.map((cell, place) => h("td", { class: shown.columns[place].is_number ? "number" : null }, cell)),
            ),
          ),
        ),
      ),
    );
  const how = () =>
    h(
      "div",
      {},
      h(
        "dl",
        { class: "how" },
        data.how.map(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]),
      ),
      data.account
        ? h(
            "p",
            { class: "more" },
            h("a", { class: "link", href: data.account, "data-focus": "account" }, data.words.account),
          )
        : null,
    );

  const endings = { csv: ".csv", under_csv: "-regels.csv", xlsx: ".xlsx" };
  const saveFile = (part) => {
    const text = data.files[part];
    const blob =
      part === "xlsx"
        ? new Blob([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], {
            type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
          })
        : new Blob([text], { type: "text/csv;charset=utf-8" });
    save(blob, data.name + endings[part]);
  };
  const want = (part) => {
    if (data.files[part]) return saveFile(part);
    open.file = part;
    setTriggerValue("ask", part);
  };
  const choice = (name, label, onclick) =>
    h("button", { type: "button", class: "link", "data-focus": name, onclick }, label);
  const downloads = (host) =>
    h(
      "dl",
      { class: "how downloads" },
      data.has.table
        ? [
            h("dt", {}, data.words.download_table),
            h(
              "dd",
              {},
              choice("csv", data.words.csv, () => want("csv")),
              choice("xlsx", data.words.xlsx, () => want("xlsx")),
            ),
          ]
        : null,
      data.has.under
        ? [
            h("dt", {}, data.words.download_under),
            h(
              "dd",
              {},
              choice("under_csv", data.words.csv, () => want("under_csv")),
              data.has.table ? null : choice("xlsx", data.words.xlsx, () => want("xlsx")),
            ),
          ]
        : null,
      drawings(host).length
        ? [
            h("dt", {}, data.words.download_picture),
            h(
              "dd",
              {},
              choice("svg", data.words.svg, () =>
                picture(host, data).then((text) =>
                  save(new Blob([text], { type: "image/svg+xml" }), `${data.name}.svg`),
                ),
              ),
              choice("png", data.words.png, () =>
                picture(host, data)
                  .then(pixels)
                  .then((blob) => save(blob, `${data.name}.png`)),
              ),
            ),
          ]
        : null,
    );

  return mount(component, (box) => {
    const host = box.getRootNode().host?.closest(`.st-key-figure_${CSS.escape(data.figure)}`);
    const panel = h("div", { class: "panel", id: "panel" });
    const toggles = [];
    const status = h("p", { class: "status", role: "status" });
    const show = (name) => {
      open.panel = name;
      const needs = name === "table" || name === "under" ? data[name] : true;
      if (name && !needs) setTriggerValue("ask", name);
      panel.replaceChildren(
        !name
          ? ""
          : !needs
            ? h("p", { class: "sideways" }, data.words.waiting)
            : name === "how"
              ? data.how
                ? how()
                : ""
              : name === "download"
                ? downloads(host)
                : table(data[name]),
      );
      const scroll = panel.querySelector(".scroll");
      if (scroll && scroll.scrollWidth > scroll.clientWidth + 1)
        panel.append(h("p", { class: "sideways" }, data.words.sideways));
      for (const [button, its] of toggles) button.setAttribute("aria-expanded", String(its === name));
    };
    const toggle = (name, label) => {
      const button = h(
        "button",
        {
          type: "button",
          class: "link",
          "data-focus": name,
          "aria-controls": "panel",
          onclick: () => show(open.panel === name ? null : name),
        },
        label,
      );
      toggles.push([button, name]);
      return button;
    };
    const link = () => {
      const panelled = open.panel && open.panel !== "download" ? `&paneel=${open.panel}` : "";
      const address = `${window.location.origin}${window.location.pathname}?${data.link}&figuur=${data.figure}${panelled}`;
      const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error("no clipboard"));
      copied.then(
        () => status.replaceChildren(data.words.link_copied),
        () => status.replaceChildren(`${data.words.link_here} `, h("a", { class: "address", href: address }, address)),
      );
    };
    const actions = h(
      "span",
      { class: "actions" },
      data.has.table ? toggle("table", data.words.table) : null,
      data.has.under ? toggle("under", data.words.under) : null,
      data.has.table || data.has.under ? toggle("download", data.words.download) : null,
      choice("link", data.words.link, link),
      data.how ? toggle("how", data.words.how) : null,
    );
    box.replaceChildren(h("div", { class: "foot" }, h("span", { class: "note" }, data.note), actions), status, panel);
    show(open.panel);
    if (open.file && data.files[open.file]) {
      saveFile(open.file);
      open.file = null;
    }
    if (open.isMeant) {
      open.isMeant = false;
      if (host) bringIntoSight(host);
    }
  });
}
