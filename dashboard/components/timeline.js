// The own timeline: what really happened as bars, the municipality's own targets as diamonds, one line at the as-of date.

import { s } from "./elements.js";
import { mount } from "./mounting.js";
import { diamond, slipArc } from "./own_targets.js";
import { keyList } from "./signs.js";
import { barMark, patterns } from "./status_scale.js";

export default function (component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const wide = width >= 720;
    const labels = wide ? 210 : 0;
    const side = wide ? 170 : 0;
    const row = wide ? 40 : 60;
    const bar = 14;
    const top = 28;
    const length = width - labels - side - 12;
    const x = (day) => labels + 6 + ((day - data.first) / (data.last - data.first)) * length;
    const tall = top + row * data.rows.length + 28;
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": data.alt }, patterns());
    const placed = [];
    const isYear = ([, text]) => text.length > 4;
    // the words with a year first: without one beside it the name of a month says little
    for (const [day, text] of [...data.ticks].sort((a, b) => isYear(b) - isYear(a))) {
      const at = x(day);
      picture.append(s("line", { x1: at, x2: at, y1: top, y2: tall - 24, style: "stroke: var(--grid)" }));
      const half = text.length > 4 ? 27 : 16;
      if (at > width - side - 14 || placed.some(([from, to]) => at - half < to && at + half > from)) continue;
      placed.push([at - half, at + half]);
      picture.append(
        s(
          "text",
          { x: at, y: 14, "font-size": 12.5, class: "faint", "text-anchor": at < 24 ? "start" : "middle" },
          text,
        ),
      );
    }
    const marks = s("g", {});
    const words = s("g", {
      style: "paint-order: stroke; stroke: var(--paper)",
      "stroke-width": 4,
      "stroke-linejoin": "round",
    });
    data.rows.forEach((entry, place) => {
      const y = top + row * place + (wide ? (row - bar) / 2 : 36);
      const baseline = wide ? y + bar / 2 + 5 : y - 19; // an arc of a moved target rises up to here
      words.append(
        s("text", { x: 0, y: baseline, "font-size": 14, class: "faint" }, entry.number),
        s("text", { x: 26, y: baseline, "font-size": 14.5 }, entry.label),
      );
      if (entry.from !== null)
        marks.append(
          barMark(x(entry.from), y, Math.max(x(entry.to) - x(entry.from), 4), bar, entry.standing, entry.stale),
        );
      if (entry.standing === "not_reported")
        marks.append(barMark(x(data.first), y, Math.max(x(data.as_of) - x(data.first), 4), bar, "not_reported"));
      if (entry.first_target !== null && entry.first_target !== entry.last_target) {
        marks.append(
          slipArc(x(entry.first_target), x(entry.last_target), y + bar / 2),
          diamond(x(entry.first_target), y + bar / 2, false),
        );
      }
      if (entry.last_target !== null) marks.append(diamond(x(entry.last_target), y + bar / 2, true));
      if (wide)
        words.append(s("text", { x: width - side + 14, y: baseline, "font-size": 13.5, class: "soft" }, entry.text));
      else
        words.append(
          s("text", { x: width, y: baseline, "font-size": 13, class: "soft", "text-anchor": "end" }, entry.text),
        );
    });
    const now = x(data.as_of);
    // on a narrow screen the words of a row stand on the line of the date, so the line stops there
    const stretches = wide
      ? [[top - 6, tall - 20]]
      : data.rows.map((_, place) => [top + row * place + 26, top + row * place + 60]);
    const lines = stretches.map(([y1, y2]) =>
      s("line", { x1: now, x2: now, y1, y2, style: "stroke: var(--ink)", "stroke-width": 1.5 }),
    );
    picture.append(
      ...lines,
      words,
      marks,
      s(
        "text",
        {
          x: Math.min(Math.max(now, 60), width - 60),
          y: tall - 4,
          "font-size": 13,
          class: "strong",
          "text-anchor": "middle",
        },
        data.as_of_label,
      ),
    );
    box.replaceChildren(keyList(data.key), picture);
  });
}
