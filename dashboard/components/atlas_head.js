// Around the two pictures: finding, step buttons, key, order and highlight, one municipality in words, what differs from the page.

import { along } from "./along.js";
import { ALL } from "./atlas_payload.js";
import { filled } from "./atlas_texts.js";
import { fill, h, put, s } from "./elements.js";
import { keyList } from "./signs.js";
import { hexagon } from "./status_scale.js";

const OWN_SIGNS = {
  outside: () => s("polygon", { points: hexagon(9, 10, 8.5), style: "fill: var(--grid)" }),
  absent: () => s("circle", { cx: 9, cy: 10, r: 1.6, style: "fill: var(--outline)" }),
};
const SPOKEN_MS = 600; // a reader that speaks hears where the slider stopped, not every month on the way

export function drawnHead(atlas) {
  const { data, memory, land, say } = atlas;
  const { words } = data;
  const [heading, under, printed] = [h("h2", {}), h("p", { class: "subtitle" }), h("p", { class: "printed" })];
  const steps = [
    { value: ALL, label: words.all, name: words.all },
    ...data.steps.map((one) => ({ value: one.value, label: one.value, name: one.title })),
  ].map((one) =>
    h(
      "button",
      {
        type: "button",
        title: one.name,
        "aria-label": one.name,
        "data-step": one.value,
        "data-focus": `step${one.value}`,
        onclick: () => atlas.choose(one.value),
      },
      one.label,
    ),
  );
  const key = h("div", {});
  let keyed = null; // whether it is the key of all steps together
  const hint = window.matchMedia("(pointer: coarse)").matches ? words.hint_touch : words.hint;
  const readout = h("p", { class: "readout", role: "status" });
  const apart = fromThePage(atlas);
  const [missing, live] = [h("p", { class: "aside missing" }), h("p", { class: "hidden", role: "status" })];
  const part = {
    title: [heading, under, printed],
    key,
    readout,
    missing,
    apart: apart.field,
    live,
    tools: tools(atlas),
    forms: forms(atlas),
    missingOf: () => [],
    chooser: h("div", { class: "steps", role: "group", "aria-label": words.choose }, steps),
  };

  part.subtitle = () => {
    const step = atlas.step();
    const shown =
      step < 0
        ? words.subtitle_all
        : filled(words.subtitle, { number: data.steps[step].number, name: data.steps[step].name });
    return `${shown} ${memory.form === "boundaries" && data.boundaries ? words.form_boundaries : words.form_hexagons} ${words.beside}`;
  };
  part.paint = () => {
    const [moment, step] = [atlas.moment(), atlas.step()];
    const finding = say.finding(moment, memory.step);
    fill(heading, [finding]);
    fill(under, [part.subtitle()]);
    fill(printed, [
      filled(words.printed, { day: data.moments[moment].day, step: step < 0 ? words.all : data.steps[step].title }),
    ]);
    for (const button of steps) put(button, "aria-pressed", String(button.dataset.step === memory.step));
    if (keyed !== step < 0) key.replaceChildren(keyList(step < 0 ? data.key.all : data.key.step, OWN_SIGNS));
    keyed = step < 0;
    const absent = part.missingOf();
    fill(missing, absent.length ? [filled(words.missing, { names: absent.map((one) => one.name).join(", ") })] : []);
    apart.say(moment);
    clearTimeout(memory.speaking);
    memory.speaking = setTimeout(() => {
      if (live.textContent !== finding) live.textContent = finding;
    }, SPOKEN_MS);
  };
  part.point = () => {
    const who = atlas.who();
    const step = memory.row === null ? memory.step : data.steps[memory.row].value;
    fill(
      readout,
      who === null
        ? [hint]
        : [
            h("strong", {}, land.people[who].name),
            ` · ${say.oneOf(atlas.moment(), who, step, memory.row !== null)} `,
            h("button", { type: "button", class: "go", "data-focus": "go", onclick: () => atlas.open() }, words.open),
          ],
    );
  };
  part.sentences = [
    [heading, () => say.findings(memory.step)],
    [apart.field, apart.contents],
  ];
  live.textContent = "";
  return part;
}

// In words what the atlas shows and the rest of the page does not, and the way to make the page follow.
function fromThePage({ data, memory, say: text, send }) {
  const { words } = data;
  const field = h("p", { class: "aside apart" });
  const whole = h("button", {
    type: "button",
    class: "go",
    "data-focus": "whole",
    onclick: () => send("page", { along: along() }),
  });
  const ofMonth = (day) => [filled(words.apart_month, { day, page_day: data.page.day }), words.whole_month];
  const ofStep = [filled(words.apart_step, { step: data.page.step_name }), words.whole_step];
  const say = (moment) => {
    const isOtherMonth = memory.month !== data.page.month;
    if (!isOtherMonth && memory.step === data.page.step) return void fill(field, []);
    const [told, button] = isOtherMonth ? ofMonth(data.moments[moment].day) : ofStep;
    fill(whole, [button]);
    fill(field, [`${told} `, whole]);
  };
  const contents = () =>
    [ofMonth(text.day), ofStep].map(([told, button]) => [
      `${told} `,
      h("button", { type: "button", class: "go" }, button),
    ]);
  return { field, say, contents };
}

function tools(atlas) {
  const { data, memory } = atlas;
  const { words } = data;
  const option =
    (chosen) =>
    ([value, text]) =>
      h("option", { value, selected: value === chosen ? "" : null }, text);
  const sort = h(
    "select",
    { id: "sort", "data-focus": "sort", onchange: (event) => atlas.sort(event.target.value) },
    data.sorts.map(option(memory.sort)),
  );
  const lit = h(
    "select",
    { id: "lit", "data-focus": "lit", onchange: (event) => atlas.light(event.target.value) },
    data.highlights.map(({ label, options }) =>
      label ? h("optgroup", { label }, options.map(option(memory.lit))) : options.map(option(memory.lit)),
    ),
  );
  return h(
    "div",
    { class: "tools" },
    h("span", {}, h("label", { for: "sort" }, words.sort), sort),
    h("span", {}, h("label", { for: "lit" }, words.lit), lit),
  );
}

// Only where boundaries were loaded is there a choice of form.
function forms(atlas) {
  const { data, memory } = atlas;
  if (!data.boundaries) return "";
  return h(
    "div",
    { class: "forms", role: "group", "aria-label": data.words.forms },
    ["hexagons", "boundaries"].map((form) =>
      h(
        "button",
        {
          type: "button",
          class: "link",
          "aria-pressed": String(memory.form === form),
          "data-form": form,
          "data-focus": `form${form}`,
          onclick: () => atlas.takeForm(form),
        },
        data.words[form],
      ),
    ),
  );
}
