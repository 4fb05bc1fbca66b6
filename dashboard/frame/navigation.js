// @ts-check
// The pages, in groups. Real links, so that one can be opened beside; a plain click keeps the visit going.
// data: the groups with their links. Tells which page was asked for (`go`).

import { along } from "../drawing/along.js";
import { h } from "../drawing/elements.js";
import { mount } from "../drawing/mounting.js";

/** @typedef {{ page: string, title: string, href: string, is_current: boolean }} Link */
/** @typedef {{ label: string, groups: { label: string, links: Link[] }[] }} Navigation */

/** @param {import("../drawing/mounting.js").Component<Navigation>} component */
export default function navigation(component) {
  const { data, setTriggerValue } = component;
  /**
   * @param {MouseEvent} event
   * @param {Link} link
   */
  const go = (event, link) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a window of its own
    event.preventDefault();
    if (!link.is_current) setTriggerValue("go", { page: link.page, along: along() });
  };
  /** @param {Link} link */
  const drawn = (link) => {
    const anchor = {
      href: link.href,
      "aria-current": link.is_current ? "page" : null,
      "data-focus": link.page,
      onclick: (/** @type {MouseEvent} */ event) => go(event, link),
    };
    return h("li", {}, h("a", anchor, link.title));
  };
  return mount(component, (box) => {
    const groups = data.groups.map((group, place) =>
      h(
        "div",
        { class: "group" },
        h("p", { id: `group${place}` }, group.label),
        h("ul", { "aria-labelledby": `group${place}` }, group.links.map(drawn)),
      ),
    );
    box.replaceChildren(h("nav", { "aria-label": data.label }, groups));
  });
}
