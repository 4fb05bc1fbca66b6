// Under a figure: hairline, note, and the table, the download and how it is made.
const shown = new WeakMap();

export default function (component) {
  const { data, parentElement } = component;
  const open = shown.get(parentElement) ?? { panel: null };
  shown.set(parentElement, open);

  const table = (shown) => h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": shown.caption },
    h("table", {}, h("caption", { class: "hidden" }, shown.caption),
      h("thead", {}, h("tr", {}, shown.columns.map((column) => h("th", { scope: "col", class: column.is_number ? "number" : null }, column.label)))),
      h("tbody", {}, shown.rows.map((row) => h("tr", {}, row.map((cell, place) => h("td", { class: shown.columns[place].is_number ? "number" : null }, cell)))))));
  const how = () => h("div", {}, h("dl", { class: "how" }, data.how.map(([term, text]) => [h("dt", {}, term), h("dd", {}, text)])),
    data.account ? h("a", { class: "link", href: data.account, "data-focus": "account" }, data.words.account) : null);
  const address = (text) => URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));

  return mount(component, (box) => {
    const panel = h("div", { class: "panel", id: "panel" });
    const toggles = [];
    const show = (name) => {
      open.panel = name;
      panel.replaceChildren(name === "table" ? table(data.table) : name === "under" ? table(data.under) : name === "how" ? how() : "");
      const scroll = panel.querySelector(".scroll");
      if (scroll && scroll.scrollWidth > scroll.clientWidth + 1) panel.append(h("p", { class: "sideways" }, data.words.sideways));
      for (const [button, its] of toggles) button.setAttribute("aria-expanded", String(its === name));
    };
    const toggle = (name, label) => {
      const button = h("button", { type: "button", class: "link", "data-focus": name, "aria-controls": "panel", onclick: () => show(open.panel === name ? null : name) }, label);
      toggles.push([button, name]);
      return button;
    };
    const actions = h("span", { class: "actions" },
      data.table ? toggle("table", data.words.table) : null,
      data.under ? toggle("under", data.words.under) : null,
      data.csv ? h("a", { class: "link", href: address(data.csv), download: data.file_name, "data-focus": "download" }, data.words.download) : null,
      data.how ? toggle("how", data.words.how) : null);
    box.replaceChildren(h("div", { class: "foot" }, h("span", { class: "note" }, data.note), actions), panel);
    show(open.panel);
  });
}
