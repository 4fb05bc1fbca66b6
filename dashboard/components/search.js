// The search box: municipalities and their other names, steps, figures and pages. Combobox with a list, keyboard first.

import { along } from "./along.js";
import { h } from "./elements.js";
import { mount } from "./mounting.js";

const MOST = 8;
const flat = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f'’().]/g, "")
    .replace(/[-/]/g, " ")
    .toLowerCase()
    .trim();

// How many letters must be put in, left out, changed or swapped with their neighbour; more than `most` is most + 1.
function apart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[], [...other, ""].map((_, place) => place)];
  [...one].forEach((letter, row) => {
    const next = [row + 1];
    [...other].forEach((wanted, place) => {
      const isSwapped = row && place && letter === other[place - 1] && one[row - 1] === wanted;
      next.push(
        Math.min(
          last[place + 1] + 1,
          next[place] + 1,
          last[place] + (letter === wanted ? 0 : 1),
          isSwapped ? before[place - 1] + 1 : Infinity,
        ),
      );
    });
    [before, last] = [last, next];
  });
  return last[other.length];
}

export default function (component) {
  const { data, setTriggerValue } = component;
  const items = data.items.map(([text, hint, kind, place]) => ({
    text,
    hint,
    kind,
    place,
    flat: flat(text),
    code: (place.value ?? "").toLowerCase(),
  }));

  const found = (typed) => {
    const wanted = flat(typed);
    if (!wanted) return [];
    const isCode = (item) =>
      item.kind === "municipality" && (item.code === wanted || item.code.replace(/^gm0*/, "") === wanted);
    const rank = (item) =>
      item.flat === wanted || isCode(item)
        ? 0
        : item.flat.startsWith(wanted)
          ? 1
          : ` ${item.flat}`.includes(` ${wanted}`)
            ? 2
            : item.flat.includes(wanted)
              ? 3
              : 9;
    const ranked = items
      .map((item) => [rank(item), item])
      .filter(([place]) => place < 9)
      .sort((one, other) => one[0] - other[0])
      .map(([, item]) => item);
    const places = ranked.map((item) => JSON.stringify(item.place)); // the names of one place are one answer
    return ranked.filter((_, number) => places.indexOf(places[number]) === number).slice(0, MOST);
  };
  // The municipalities that are a letter or two away, nearest first: a proposal, which nobody takes by pressing Enter.
  const near = (typed) => {
    const wanted = flat(typed);
    if (wanted.length < 4) return [];
    const most = wanted.length < 6 ? 1 : 2;
    return items
      .filter((item) => item.kind === "municipality")
      .map((item) => [apart(item.flat, wanted, most), item])
      .filter(([letters]) => letters <= most)
      .sort((one, other) => one[0] - other[0])
      .slice(0, 3)
      .map(([, item]) => item);
  };

  return mount(component, (box) => {
    let at = -1;
    let shown = [];
    const list = h("ul", { id: "found", role: "listbox", "aria-label": data.words.list });
    const status = h("p", { class: "hidden", role: "status" });
    const none = h("p", { class: "none" });
    const input = h("input", {
      id: "search",
      type: "search",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "found",
      placeholder: data.words.placeholder,
      "data-focus": "search",
    });
    const mark = (place) => {
      at = place;
      [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      if (at >= 0) input.setAttribute("aria-activedescendant", `found${at}`);
      else input.removeAttribute("aria-activedescendant");
      list.children[at]?.scrollIntoView({ block: "nearest" });
    };
    const choose = (item) => {
      if (!item) return;
      input.value = "";
      look();
      setTriggerValue("go", { ...item.place, along: along() });
    };
    const look = () => {
      const hits = found(input.value);
      const isGuess = !hits.length;
      shown = isGuess ? near(input.value) : hits;
      list.replaceChildren(
        ...shown.map((item, place) =>
          h(
            "li",
            { id: `found${place}`, role: "option", "aria-selected": "false", onclick: () => choose(item) },
            h("span", { class: "text" }, item.text),
            h("span", { class: "kind" }, item.hint || data.kinds[item.kind]),
          ),
        ),
      );
      const isEmpty = input.value.trim() && !shown.length;
      none.textContent = isEmpty ? data.words.none : isGuess && shown.length ? data.words.near : "";
      status.textContent = none.textContent
        ? none.textContent
        : shown.length
          ? data.words.count.replace("{count}", shown.length)
          : "";
      input.setAttribute("aria-expanded", String(shown.length > 0));
      mark(shown.length && !isGuess ? 0 : -1);
    };
    input.oninput = look;
    input.onkeydown = (event) => {
      if (event.key === "ArrowDown" && shown.length) {
        event.preventDefault();
        mark((at + 1) % shown.length);
      }
      if (event.key === "ArrowUp" && shown.length) {
        event.preventDefault();
        mark((at + shown.length - 1) % shown.length);
      }
      if (event.key === "Enter") choose(shown[at]);
      if (event.key === "Escape") {
        input.value = "";
        look();
      }
    };
    box.replaceChildren(
      h(
        "div",
        { class: "search", role: "search" },
        h("label", { for: "search" }, data.words.label),
        input,
        none,
        list,
        status,
      ),
    );
  });
}
