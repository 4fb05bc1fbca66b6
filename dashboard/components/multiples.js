// Small multiples: one panel per group, in each a bounds bar per row: what is said, what silence hides, what is not so.
// data: { alt, key, axis: [[value, text]], panels: [{ title, note, rows: [{ number, label, low, high, value, text }] }] }.

import { h, s } from "./elements.js";
import { mount } from "./mounting.js";
import { keyList } from "./signs.js";
import { patterns } from "./status_scale.js";

export default function (component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const across = Math.max(1, Math.min(4, Math.floor((width + 40) / 250)));
    const wide = (width - 40 * (across - 1)) / across;
    const panel = (one) => {
      const [row, bar, top, left, right] = [21, 11, 20, 22, 54];
      const tall = top + one.rows.length * row + 2;
      const at = (share) => left + share * (wide - left - right);
      const picture = s("svg", { width: wide, height: tall, role: "img", "aria-label": one.alt }, patterns());
      for (const [share, words] of data.axis)
        picture.append(
          s("line", { x1: at(share), x2: at(share), y1: top - 4, y2: tall, style: "stroke: var(--grid)" }),
          s(
            "text",
            {
              x: at(share),
              y: 12,
              "font-size": 12.5,
              class: "faint",
              "text-anchor": share === 0 ? "start" : share === 1 ? "end" : "middle",
            },
            words,
          ),
        );
      one.rows.forEach((entry, place) => {
        const y = top + place * row + (row - bar) / 2;
        picture.append(
          s(
            "text",
            { x: 16, y: y + bar, "font-size": 13, class: "faint", "text-anchor": "end" },
            s("title", {}, entry.label),
            entry.number,
          ),
        );
        if (entry.low === null) {
          picture.append(s("text", { x: left, y: y + bar, "font-size": 13, class: "soft" }, entry.text));
          return;
        }
        picture.append(
          s("rect", {
            x: at(0) + 0.5,
            y: y + 0.5,
            width: at(1) - at(0) - 1,
            height: bar - 1,
            style: "fill: none; stroke: var(--outline)",
            "stroke-width": 1,
          }),
          s("rect", {
            x: at(0),
            y,
            width: Math.max(at(entry.low) - at(0), 0),
            height: bar,
            style: "fill: var(--finished)",
          }),
          s("rect", {
            x: at(entry.low),
            y,
            width: Math.max(at(entry.high) - at(entry.low), 0),
            height: bar,
            fill: "url(#hatch)",
          }),
        );
        picture.append(s("text", { x: wide, y: y + bar, "font-size": 13, "text-anchor": "end" }, entry.text));
      });
      return h(
        "figure",
        { class: "panel" },
        h("figcaption", {}, h("strong", {}, one.title), h("span", {}, one.note)),
        picture,
      );
    };
    box.replaceChildren(
      keyList(data.key),
      h(
        "div",
        { class: "panels", style: `grid-template-columns: repeat(${across}, minmax(0, 1fr))` },
        data.panels.map(panel),
      ),
    );
  });
}
