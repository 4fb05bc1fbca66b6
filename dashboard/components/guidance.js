// For who is here for the first time: per role the questions that the screens answer. Put away, it stays away on this device.

import { along } from "./along.js";
import { h } from "./elements.js";
import { bringIntoSight } from "./into_sight.js";
import { mount } from "./mounting.js";

const PLACE = "wams-uitleg";
const kept = (value) => {
  try {
    if (value === undefined) return window.localStorage.getItem(PLACE);
    return value ? window.localStorage.setItem(PLACE, value) : window.localStorage.removeItem(PLACE);
  } catch {
    return null;
  } // a browser that keeps nothing shows the explanation each time
};

export default function (component) {
  const { data, setTriggerValue } = component;
  return mount(component, (box, width) => {
    if (data.is_switch) {
      const button = h(
        "button",
        {
          type: "button",
          class: "link",
          onclick: () => {
            kept("");
            setTriggerValue("go", data.front);
            window.dispatchEvent(new Event(PLACE));
          },
        },
        data.words.show,
      );
      return box.replaceChildren(h("p", { class: "switch" }, button));
    }
    const go = (place) => {
      const here =
        place.page === data.front.page &&
        place.figure &&
        document.querySelector(`.st-key-figure_${CSS.escape(place.figure)}`);
      if (here) bringIntoSight(here);
      else setTriggerValue("go", { ...place, along: along() });
    };
    const ask = (question) =>
      h("li", {}, h("button", { type: "button", class: "link", onclick: () => go(question.place) }, question.text));
    const role = (one) =>
      width >= 820
        ? h("div", { class: "role" }, h("p", { class: "who" }, one.who), h("ul", {}, one.questions.map(ask)))
        : h("details", { class: "role" }, h("summary", { class: "who" }, one.who), h("ul", {}, one.questions.map(ask)));
    const draw = () => {
      if (kept() === "weg") return box.replaceChildren();
      const away = h(
        "button",
        {
          type: "button",
          class: "away",
          onclick: () => {
            kept("weg");
            draw();
          },
        },
        data.words.away,
      );
      box.replaceChildren(
        h(
          "section",
          { class: "guidance", "aria-label": data.words.title },
          h("div", { class: "top" }, h("p", { class: "title" }, data.words.title), away),
          h("p", { class: "lead" }, data.words.lead),
          h("div", { class: "roles" }, data.roles.map(role)),
          h("p", { class: "know" }, data.words.know),
        ),
      );
    };
    draw();
    window.addEventListener(PLACE, draw);
  });
}
