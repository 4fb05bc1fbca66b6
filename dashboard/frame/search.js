// @ts-check
// The search box: municipalities and their other names, steps, figures and pages. Combobox with a list, keyboard first.
// data: everything that can be found, and where each leads. Tells where a visitor wants to go (`go`).

import { along } from "../drawing/along.js";
import { h } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";

const MOST = 8;
const MOST_GUESSES = 3;

/** @typedef {{ page: string, name?: string, value?: string, figure?: string }} Place */
/** @typedef {"municipality" | "province" | "step" | "figure" | "page"} Kind */
/** @typedef {{ label: string, placeholder: string, none: string, near: string, count: string, list: string }} Words */
/**
 * @typedef {object} Search
 * @property {Words} words
 * @property {Record<Kind, string>} kinds what is said of an item that has no hint
 * @property {[text: string, hint: string, kind: Kind, place: Place][]} items
 */
/** @typedef {{ text: string, hint: string, kind: Kind, place: Place, flat: string, code: string }} Item */

/** @param {import("../drawing/mounting.js").Component<Search>} component */
export default function search(component) {
  const { data, setTriggerValue } = component;
  const items = data.items.map(([text, hint, kind, place]) => {
    return { text, hint, kind, place, flat: flattened(text), code: (place.value ?? "").toLowerCase() };
  });
  return mount(component, (box) => drawBox(box, data, items, setTriggerValue));
}

/**
 * A text without accents, marks and capitals.
 * @param {string} text
 */
const flattened = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f'’().]/g, "")
    .replace(/[-/]/g, " ")
    .toLowerCase()
    .trim();

/**
 * What was typed, the best first: the whole of it, its beginning, the beginning of a word, anything.
 * @param {Item[]} items
 * @param {string} typed
 */
function found(items, typed) {
  const wanted = flattened(typed);
  if (!wanted) return [];
  const ranked = items
    .map((item) => ({ item, rank: rank(item, wanted) }))
    .filter(({ rank }) => rank < NOT_FOUND)
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
  const places = ranked.map((item) => JSON.stringify(item.place)); // the names of one place are one answer
  return ranked.filter((_, number) => places.indexOf(places[number]) === number).slice(0, MOST);
}

const NOT_FOUND = 9;

/**
 * @param {Item} item
 * @param {string} wanted
 */
function rank(item, wanted) {
  const isCode = item.code === wanted || item.code.replace(/^gm0*/, "") === wanted;
  if (item.flat === wanted || (item.kind === "municipality" && isCode)) return 0;
  if (item.flat.startsWith(wanted)) return 1;
  if (` ${item.flat}`.includes(` ${wanted}`)) return 2;
  return item.flat.includes(wanted) ? 3 : NOT_FOUND;
}

/**
 * The municipalities that are a letter or two away, nearest first: a proposal, which nobody takes by pressing Enter.
 * @param {Item[]} items
 * @param {string} typed
 */
function near(items, typed) {
  const wanted = flattened(typed);
  if (wanted.length < 4) return [];
  const most = wanted.length < 6 ? 1 : 2;
  return items
    .filter((item) => item.kind === "municipality")
    .map((item) => ({ item, letters: apart(item.flat, wanted, most) }))
    .filter(({ letters }) => letters <= most)
    .sort((one, other) => one.letters - other.letters)
    .slice(0, MOST_GUESSES)
    .map(({ item }) => item);
}

/**
 * How many letters must be put in, left out, changed or swapped with their neighbour; more than `most` is most + 1.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
function apart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let last = [...other, ""].map((_, place) => place);
  [...one].forEach((letter, row) => {
    const next = [row + 1];
    [...other].forEach((wanted, place) => {
      const isSwapped = row && place && letter === other[place - 1] && one[row - 1] === wanted;
      next.push(
        Math.min(
          last[place + 1] + 1,
          next[place] + 1,
          last[place] + (letter === wanted ? 0 : 1),
          isSwapped ? before[place - 1] + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    });
    [before, last] = [last, next];
  });
  return last[other.length];
}

/**
 * @param {HTMLElement} box
 * @param {Search} data
 * @param {Item[]} items
 * @param {(trigger: string, value: unknown) => void} tell
 */
function drawBox(box, data, items, tell) {
  const { words } = data;
  let at = -1;
  /** @type {Item[]} */
  let shown = [];
  const list = h("ul", { id: "found", role: "listbox", "aria-label": words.list });
  const status = h("p", { class: "hidden", role: "status" });
  const none = h("p", { class: "none" });
  const input = inputOf(words);
  /** @param {number} place */
  const mark = (place) => {
    at = place;
    [...list.children].forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === at));
    });
    if (at >= 0) input.setAttribute("aria-activedescendant", `found${at}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  /** @param {Item | undefined} item */
  const choose = (item) => {
    if (!item) return;
    input.value = "";
    look();
    tell("go", { ...item.place, along: along() });
  };
  /**
   * @param {Item} item
   * @param {number} place
   */
  const option = (item, place) =>
    h(
      "li",
      { id: `found${place}`, role: "option", "aria-selected": "false", onclick: () => choose(item) },
      h("span", { class: "text" }, item.text),
      h("span", { class: "kind" }, item.hint || data.kinds[item.kind]),
    );
  const look = () => {
    const hits = found(items, input.value);
    const isGuess = !hits.length;
    shown = isGuess ? near(items, input.value) : hits;
    list.replaceChildren(...shown.map(option));
    const isEmpty = input.value.trim() && !shown.length;
    none.textContent = isEmpty ? words.none : isGuess && shown.length ? words.near : "";
    const count = shown.length ? words.count.replace("{count}", String(shown.length)) : "";
    status.textContent = none.textContent || count;
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
  const label = h("label", { for: "search" }, words.label);
  box.replaceChildren(h("div", { class: "search", role: "search" }, label, input, none, list, status));
}

/** @param {Words} words */
const inputOf = (words) =>
  h("input", {
    id: "search",
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "found",
    placeholder: words.placeholder,
    "data-focus": "search",
  });
