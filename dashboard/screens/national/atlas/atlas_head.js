// @ts-check
// Around the two pictures: finding, step buttons, key, order and highlight, one municipality in words, what differs
// from the page.

import { fill, h, put, s } from "../../../drawing/elements.js";
import { keyList } from "../../../drawing/signs.js";
import { hexagon } from "../../../drawing/status_scale.js";
import { asTheAtlasShows } from "./atlas_address.js";
import { ALL } from "./atlas_payload.js";
import { filled } from "./atlas_texts.js";

/** @typedef {import("./atlas_data.js").Atlas} Atlas */
/** @typedef {import("./atlas_payload.js").Person} Person */

const SPOKEN_MS = 600; // a reader that speaks hears where the slider stopped, not every month on the way
const OWN_SIGNS = {
  outside: () => s("polygon", { points: hexagon(9, 10, 8.5), style: "fill: var(--grid)" }),
  absent: () => s("circle", { cx: 9, cy: 10, r: 1.6, style: "fill: var(--outline)" }),
};

/**
 * @param {Atlas} atlas
 * @param {() => Person[]} missing who the map does not have
 */
export function drawnHead(atlas, missing) {
  const { data, memory, land, say } = atlas;
  const { words } = data;
  const [heading, under, printed] = [h("h2", {}), h("p", { class: "subtitle" }), h("p", { class: "printed" })];
  const buttons = stepButtons(atlas);
  const key = h("div", {});
  /** @type {boolean | null} */
  let isKeyOfAll = null; // whether it is the key of all steps together
  const isTouched = window.matchMedia("(pointer: coarse)").matches;
  const hint = isTouched ? words.hint_touch : words.hint;
  const readout = h("p", { class: "readout screen-only", role: "status" });
  const apart = fromThePage(atlas);
  const absent = h("p", { class: "aside missing" });
  const live = h("p", { class: "hidden", role: "status" });

  const subtitle = () => {
    const step = atlas.step();
    const named = step < 0 ? null : { number: data.steps[step].number, name: data.steps[step].name };
    const shown = named ? filled(words.subtitle, named) : words.subtitle_all;
    const isReal = memory.form === "boundaries" && data.boundaries;
    return `${shown} ${isReal ? words.form_boundaries : words.form_hexagons} ${words.beside}`;
  };
  const paint = () => {
    const [moment, step] = [atlas.moment(), atlas.step()];
    const finding = say.finding(moment, memory.step);
    fill(heading, [finding]);
    fill(under, [subtitle()]);
    const { day } = data.moments[moment];
    fill(printed, [filled(words.printed, { day, step: step < 0 ? words.all : data.steps[step].title })]);
    for (const button of buttons) put(button, "aria-pressed", String(button.dataset.step === memory.step));
    if (isKeyOfAll !== step < 0) key.replaceChildren(keyList(step < 0 ? data.key.all : data.key.step, OWN_SIGNS));
    isKeyOfAll = step < 0;
    const names = missing().map((person) => person.name);
    fill(absent, names.length ? [filled(words.missing, { names: names.join(", ") })] : []);
    apart.say(moment);
    clearTimeout(memory.speaking);
    memory.speaking = window.setTimeout(() => {
      if (live.textContent !== finding) live.textContent = finding;
    }, SPOKEN_MS);
  };
  const point = () => {
    const who = atlas.who();
    if (who === null) return fill(readout, [hint]);
    const isNamed = memory.row !== null;
    const step = memory.row === null ? memory.step : data.steps[memory.row].value;
    const go = { type: "button", class: "go", "data-focus": "go", onclick: () => atlas.open() };
    const said = ` · ${say.oneOf(atlas.moment(), who, step, isNamed)} `;
    fill(readout, [h("strong", {}, land.people[who].name), said, h("button", go, words.open)]);
  };
  /** @type {import("./atlas_data.js").Sentence[]} */
  const sentences = [
    [heading, () => say.findings(memory.step)],
    [apart.field, apart.contents],
  ];
  const chooser = h("div", { class: "steps screen-only", role: "group", "aria-label": words.choose }, buttons);
  const title = [heading, under, printed];
  const parts = { title, chooser, key, readout, missing: absent, apart: apart.field, live };
  return { ...parts, tools: tools(atlas), forms: forms(atlas), subtitle, paint, point, sentences };
}

/** @param {Atlas} atlas */
function stepButtons({ data, choose }) {
  const { words } = data;
  const steps = data.steps.map((step) => ({ value: step.value, label: step.value, name: step.title }));
  return [{ value: ALL, label: words.all, name: words.all }, ...steps].map(({ value, label, name }) =>
    h(
      "button",
      {
        type: "button",
        title: name,
        "aria-label": name,
        "data-step": value,
        "data-focus": `step${value}`,
        onclick: () => choose(value),
      },
      label,
    ),
  );
}

/**
 * In words what the atlas shows and the rest of the page does not, and the way to make the page follow.
 * @param {Atlas} atlas
 */
function fromThePage({ data, memory, say: saying, send }) {
  const { words, page } = data;
  const field = h("p", { class: "aside apart screen-only" });
  const follow = () => send("page", { along: asTheAtlasShows(memory) });
  const whole = h("button", { type: "button", class: "go", "data-focus": "whole", onclick: follow });
  const ofMonth = (/** @type {string} */ day) => [
    filled(words.apart_month, { day, page_day: page.day }),
    words.whole_month,
  ];
  const ofStep = [filled(words.apart_step, { step: page.step_name }), words.whole_step];
  const say = (/** @type {number} */ moment) => {
    const isOtherMonth = memory.month !== page.month;
    if (!isOtherMonth && memory.step === page.step) return fill(field, []);
    const [told, button] = isOtherMonth ? ofMonth(data.moments[moment].day) : ofStep;
    fill(whole, [button]);
    fill(field, [`${told} `, whole]);
  };
  const contents = () =>
    [ofMonth(saying.day), ofStep].map(([told, button]) => [
      `${told} `,
      h("button", { type: "button", class: "go" }, button),
    ]);
  return { field, say, contents };
}

/** @param {Atlas} atlas */
function tools(atlas) {
  const { data, memory } = atlas;
  const { words, sorts, highlights } = data;
  const options = (/** @type {import("./atlas_data.js").Option[]} */ all, /** @type {string} */ chosen) =>
    all.map(([value, text]) => h("option", { value, selected: value === chosen ? "" : null }, text));
  const sort = h("select", { id: "sort", "data-focus": "sort" }, options(sorts, memory.sort));
  sort.onchange = () => atlas.sort(/** @type {import("./atlas_data.js").Sort} */ (sort.value));
  const groups = highlights.map((group) => {
    const found = options(group.options, memory.lit);
    return group.label ? h("optgroup", { label: group.label }, found) : found;
  });
  const lit = h("select", { id: "lit", "data-focus": "lit" }, groups);
  lit.onchange = () => atlas.light(lit.value);
  return h(
    "div",
    { class: "tools screen-only" },
    h("span", {}, h("label", { for: "sort" }, words.sort), sort),
    h("span", {}, h("label", { for: "lit" }, words.lit), lit),
  );
}

/**
 * Only where boundaries were loaded is there a choice of form.
 * @param {Atlas} atlas
 */
function forms({ data, memory, takeForm }) {
  if (!data.boundaries) return "";
  const buttons = /** @type {const} */ (["hexagons", "boundaries"]).map((form) =>
    h(
      "button",
      {
        type: "button",
        class: "link",
        "aria-pressed": String(memory.form === form),
        "data-form": form,
        "data-focus": `form${form}`,
        onclick: () => takeForm(form),
      },
      data.words[form],
    ),
  );
  return h("div", { class: "forms screen-only", role: "group", "aria-label": data.words.forms }, buttons);
}
