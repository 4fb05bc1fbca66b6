// The search box: municipalities and their other names, steps, figures and pages. Combobox with a list, keyboard first.
const MOST = 8;
const flat = (text) => text.normalize("NFD").replace(/[\u0300-\u036f'’().]/g, "").replace(/[-/]/g, " ").toLowerCase().trim();

export default function (component) {
  const { data, setTriggerValue } = component;
  const items = data.items.map(([text, hint, kind, place]) => ({ text, hint, kind, place, flat: flat(text), code: (place.value ?? "").toLowerCase() }));

  const found = (typed) => {
    const wanted = flat(typed);
    if (!wanted) return [];
    const isCode = (item) => item.kind === "municipality" && (item.code === wanted || item.code.replace(/^gm0*/, "") === wanted);
    const rank = (item) => (item.flat === wanted || isCode(item) ? 0 : item.flat.startsWith(wanted) ? 1 : (" " + item.flat).includes(" " + wanted) ? 2 : item.flat.includes(wanted) ? 3 : 9);
    return items.map((item) => [rank(item), item]).filter(([place]) => place < 9).sort((one, other) => one[0] - other[0]).slice(0, MOST).map(([, item]) => item);
  };

  return mount(component, (box) => {
    let at = -1;
    let shown = [];
    const list = h("ul", { id: "found", role: "listbox", "aria-label": data.words.list });
    const status = h("p", { class: "hidden", role: "status" });
    const none = h("p", { class: "none" });
    const input = h("input", { id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list", "aria-expanded": "false",
      "aria-controls": "found", placeholder: data.words.placeholder, "data-focus": "search" });
    const mark = (place) => {
      at = place;
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      if (at >= 0) input.setAttribute("aria-activedescendant", "found" + at); else input.removeAttribute("aria-activedescendant");
      list.children[at]?.scrollIntoView({ block: "nearest" });
    };
    const choose = (item) => {
      if (!item) return;
      input.value = "";
      look();
      setTriggerValue("go", { ...item.place, along: along() });
    };
    const look = () => {
      shown = found(input.value);
      list.replaceChildren(...shown.map((item, place) => h("li", { id: "found" + place, role: "option", "aria-selected": "false", onclick: () => choose(item) },
        h("span", { class: "text" }, item.text), h("span", { class: "kind" }, item.hint || data.kinds[item.kind]))));
      const isEmpty = input.value.trim() && !shown.length;
      none.textContent = isEmpty ? data.words.none : "";
      status.textContent = isEmpty ? data.words.none : shown.length ? data.words.count.replace("{count}", shown.length) : "";
      input.setAttribute("aria-expanded", String(shown.length > 0));
      mark(shown.length ? 0 : -1);
    };
    input.oninput = look;
    input.onkeydown = (event) => {
      if (event.key === "ArrowDown" && shown.length) { event.preventDefault(); mark((at + 1) % shown.length); }
      if (event.key === "ArrowUp" && shown.length) { event.preventDefault(); mark((at + shown.length - 1) % shown.length); }
      if (event.key === "Enter") choose(shown[at]);
      if (event.key === "Escape") { input.value = ""; look(); }
    };
    box.replaceChildren(h("div", { class: "search", role: "search" }, h("label", { for: "search" }, data.words.label), input, list, none, status));
  });
}
