// @ts-check
// For who is here for the first time: per role the questions that the screens answer. Put away, it stays away on this
// device; a switch beside the navigation (the same part, with `is_switch`) brings it back.
// data: the words, the questions by role and where each leads. Tells where a visitor wants to go (`go`).

import { along } from "../drawing/along.js";
import { h } from "../drawing/elements.js";
import { bringIntoSight } from "../drawing/into_sight.js";
import { mount } from "../drawing/mounting.js";

const PLACE = "wams-uitleg"; // in what the browser keeps, and the event that it changed
const AWAY = "weg";
const ROOMY = 820;

/** @typedef {{ page: string, figure?: string, name?: string, value?: string }} Place */
/** @typedef {{ text: string, place: Place }} Question */
/** @typedef {{ who: string, questions: Question[] }} Role */
/** @typedef {{ title: string, lead: string, know: string, away: string, show: string }} Words */
/** @typedef {{ words: Words, roles: Role[], front: Place, is_switch?: false }} Explanation */
/** @typedef {{ words: Words, front: Place, is_switch: true }} Switch */

/** @param {import("../drawing/mounting.js").Component<Explanation | Switch>} component */
export default function guidance(component) {
  const { data, setTriggerValue } = component;
  return mount(component, (box, width) => {
    if (data.is_switch) return drawSwitch(box, data, setTriggerValue);
    const draw = () => {
      if (isAway()) return box.replaceChildren();
      const putAway = () => {
        keep(AWAY);
        draw();
      };
      box.replaceChildren(drawn(data, width >= ROOMY, putAway, setTriggerValue));
    };
    draw();
    window.addEventListener(PLACE, draw);
  });
}

/** A browser that keeps nothing shows the explanation each time. */
function isAway() {
  try {
    return window.localStorage.getItem(PLACE) === AWAY;
  } catch {
    return false;
  }
}

/** @param {string | null} value */
function keep(value) {
  try {
    if (value === null) window.localStorage.removeItem(PLACE);
    else window.localStorage.setItem(PLACE, value);
  } catch {
    // then it is not kept
  }
}

/**
 * @param {HTMLElement} box
 * @param {Switch} data
 * @param {(trigger: string, value: unknown) => void} tell
 */
function drawSwitch(box, data, tell) {
  const bringBack = () => {
    keep(null);
    tell("go", data.front);
    window.dispatchEvent(new Event(PLACE));
  };
  const button = h("button", { type: "button", class: "link", onclick: bringBack }, data.words.show);
  box.replaceChildren(h("p", { class: "switch" }, button));
}

/**
 * @param {Explanation} data
 * @param {boolean} isRoomy
 * @param {() => void} putAway
 * @param {(trigger: string, value: unknown) => void} tell
 */
function drawn(data, isRoomy, putAway, tell) {
  const { words, front } = data;
  /** @param {Place} place */
  const go = (place) => {
    const figure = place.page === front.page && place.figure ? `.st-key-figure_${CSS.escape(place.figure)}` : null;
    const here = figure && document.querySelector(figure);
    if (here) bringIntoSight(here);
    else tell("go", { ...place, along: along() });
  };
  /** @param {Question} question */
  const ask = (question) =>
    h("li", {}, h("button", { type: "button", class: "link", onclick: () => go(question.place) }, question.text));
  /** @param {Role} role */
  const ofRole = (role) => {
    const questions = h("ul", {}, role.questions.map(ask));
    return isRoomy
      ? h("div", { class: "role" }, h("p", { class: "who" }, role.who), questions)
      : h("details", { class: "role" }, h("summary", { class: "who" }, role.who), questions);
  };
  const away = h("button", { type: "button", class: "away", onclick: putAway }, words.away);
  return h(
    "section",
    { class: "guidance", "aria-label": words.title },
    h("div", { class: "top" }, h("p", { class: "title" }, words.title), away),
    h("p", { class: "lead" }, words.lead),
    h("div", { class: "roles" }, data.roles.map(ofRole)),
    h("p", { class: "know" }, words.know),
  );
}
