// The pages, in groups. Real links, so that one can be opened beside; a plain click keeps the visit going.

import { along } from "./along.js";
import { h } from "./elements.js";
import { mount } from "./mounting.js";

export default function (component) {
  const { data, setTriggerValue } = component;
  const go = (event, link) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a window of its own
    event.preventDefault();
    if (!link.is_current) setTriggerValue("go", { page: link.page, along: along() });
  };
  return mount(component, (box) => {
    box.replaceChildren(
      h(
        "nav",
        { "aria-label": data.label },
        data.groups.map((group, place) =>
          h(
            "div",
            { class: "group" },
            h("p", { id: `group${place}` }, group.label),
            h(
              "ul",
              { "aria-labelledby": `group${place}` },
              group.links.map((link) =>
                h(
                  "li",
                  {},
                  h(
                    "a",
                    {
                      href: link.href,
                      "aria-current": link.is_current ? "page" : null,
                      "data-focus": link.page,
                      onclick: (event) => go(event, link),
                    },
                    link.title,
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    );
  });
}
