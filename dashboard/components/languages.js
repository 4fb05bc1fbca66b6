// The switch between the languages; each is written in itself.

import { along } from "./along.js";
import { h } from "./elements.js";
import { mount } from "./mounting.js";

export default function (component) {
  const { data, setTriggerValue } = component;
  return mount(component, (box) => {
    box.replaceChildren(
      h(
        "p",
        { class: "languages", role: "group", "aria-label": data.label },
        data.languages.map(([language, word], place) => [
          place ? " · " : null,
          language === data.chosen
            ? h("strong", { lang: language, "aria-current": "true" }, word)
            : h(
                "button",
                {
                  type: "button",
                  lang: language,
                  "data-focus": language,
                  onclick: () => setTriggerValue("choose", { value: language, along: along() }),
                },
                word,
              ),
        ]),
      ),
    );
  });
}
