// @ts-check
// Hands the answers to every next choice of a filter to who keeps them (see ../../drawing/answers_ahead.js); nothing is drawn here.
// How many there are stands on the empty part, for who wants to know when a choice would be answered at once.
// data: the names of the filters, what the answers hold for, and the answers, packed.

import { forgetAnswers, keepAnswers } from "../../drawing/answers_ahead.js";

/** @param {import("../../drawing/mounting.js").Component<import("../../drawing/answers_ahead.js").Ahead>} component */
export default function ahead({ data, parentElement }) {
  const box = /** @type {HTMLElement} */ (parentElement.querySelector(".root"));
  keepAnswers(data).then((count) => {
    box.dataset.answers = String(count);
  });
  return forgetAnswers;
}
