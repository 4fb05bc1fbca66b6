// @ts-check
// Under the navigation: who is signed in, and the way out.
// data: finished words; `out` is "" where there is nothing to sign out of.

import { h } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";

/** @typedef {{ lead: string, strong: string, more: string, out: string }} SignedIn */

/** @param {import("../drawing/mounting.js").Component<SignedIn>} component */
export default function signedIn(component) {
  const { data } = component;
  return mount(component, (box) => {
    const out = data.out
      ? h("button", { type: "button", class: "out", "data-focus": "out", onclick: signOut }, data.out)
      : "";
    const lines = [data.lead, data.strong ? h("strong", {}, data.strong) : "", data.more].filter(Boolean);
    box.replaceChildren(
      h(
        "p",
        { class: "who" },
        lines.flatMap((line) => [line, h("br", {})]),
        out,
      ),
    );
  });
}

/** Ends the session here and, where it can be, at the provider; whatever happens, the page is opened anew. */
async function signOut() {
  let next = "/";
  try {
    const ended = await fetch("/uitloggen", { method: "POST" });
    if (ended.ok) next = (await ended.text()) || next;
  } finally {
    window.location.assign(next);
  }
}
