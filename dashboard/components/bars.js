// Stacked bars on the status scale, each ending in what we do not know; beside them the estimate with its bounds.

import { s } from "./elements.js";
import { lines } from "./label_lines.js";
import { mount } from "./mounting.js";
import { keyList } from "./signs.js";
import { barMark, hexagon, hexMark, patterns } from "./status_scale.js";

export default function (component) {
  const { data } = component;

  function panel(picture, entry, x, width, y, height) {
    const at = (share) => x + share * width;
    const middle = y + height / 2;
    if (entry.bounds)
      picture.append(
        s("rect", {
          x: at(entry.bounds[0]),
          y: middle - 6,
          width: Math.max((entry.bounds[1] - entry.bounds[0]) * width, 1),
          height: 12,
          style: "fill: var(--band)",
        }),
      );
    if (entry.interval)
      picture.append(
        s("line", {
          x1: at(entry.interval[0]),
          x2: at(entry.interval[1]),
          y1: middle,
          y2: middle,
          style: "stroke: var(--finished)",
          "stroke-width": 2,
        }),
      );
    if (entry.estimate !== null && entry.estimate !== undefined)
      picture.append(s("circle", { cx: at(entry.estimate), cy: middle, r: 4, style: "fill: var(--finished)" }));
  }

  return mount(component, (box, width) => {
    const wide = width >= 720;
    const narrow = width < 480;
    const hasPanel = data.rows.some((entry) => entry.bounds);
    const numbered = data.rows.some((entry) => entry.number);
    const longest = Math.max(...data.rows.map((entry) => entry.label.length));
    const hasOwn = data.rows.some((entry) => entry.own);
    const labels =
      narrow && !data.short_labels
        ? 0
        : (numbered ? 26 : 0) +
          (hasOwn ? 26 : 0) +
          Math.min(longest * 7.2 + 14, wide ? (data.is_plain ? 340 : 270) : 180);
    const figures = data.rows.some((entry) => entry.strong || entry.faint)
      ? !labels
        ? 0
        : wide && hasPanel
          ? 112
          : data.rows.some((entry) => entry.faint)
            ? 96
            : 44
      : 0;
    const side = wide && hasPanel ? 150 : 0;
    const row = labels ? 35 : hasPanel ? 62 : 46;
    const bar = 20;
    const top = data.axis ? 34 : 4;
    const start = labels;
    const length = width - labels - (side ? side + 44 : 0) - figures - (figures ? 12 : 0);
    const largest =
      data.scale ?? Math.max(...data.rows.map((entry) => entry.segments.reduce((sum, [, count]) => sum + count, 0)));
    const tall = top + row * data.rows.length + 2;
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": data.alt }, patterns());
    const sideAt = start + length + 30;

    if (data.axis) {
      picture.append(s("text", { x: start, y: 11, "font-size": 12.5, class: "soft" }, data.axis.label));
      let last = -100;
      for (const [value, text] of data.axis.ticks) {
        const x = start + (value / largest) * length;
        if (x - last < 34) continue;
        last = x;
        picture.append(
          s("text", { x, y: 27, "font-size": 12.5, class: "faint", "text-anchor": value ? "middle" : "start" }, text),
        );
      }
    }
    if (side) {
      picture.append(s("text", { x: sideAt, y: 11, "font-size": 12.5, class: "soft" }, data.panel.label));
      for (const [share, text] of data.panel.ticks) {
        const x = sideAt + share * side;
        picture.append(
          s(
            "text",
            {
              x,
              y: 27,
              "font-size": 12.5,
              class: "faint",
              "text-anchor": share === 0 ? "start" : share === 1 ? "end" : "middle",
            },
            text,
          ),
          s("line", { x1: x, x2: x, y1: top - 2, y2: tall, style: "stroke: var(--grid)" }),
        );
      }
    }
    data.rows.forEach((entry, place) => {
      const y = top + row * place + (labels ? (row - bar) / 2 : 20);
      const baseline = labels ? y + bar / 2 + 5 : y - 6;
      let from = 0;
      if (entry.number) {
        picture.append(s("text", { x: 0, y: baseline, "font-size": 14, class: "faint" }, entry.number));
        from = 26;
      }
      if (entry.own) {
        picture.append(
          hexMark(from + 8, baseline - 5, 8, entry.own, entry.own_stale),
          s("polygon", {
            points: hexagon(from + 8, baseline - 5, 9.5),
            style: "fill: none; stroke: var(--own)",
            "stroke-width": 2,
          }),
        );
        from += 26;
      }
      const most = labels ? Math.floor((labels - from - 8) / 6.7) : 60;
      const parts = labels ? lines(entry.label, most) : [entry.label];
      parts.forEach((part, at) =>
        picture.append(
          s("text", { x: from, y: baseline + (parts.length === 2 ? (at ? 8 : -8) : 0), "font-size": 14 }, part),
        ),
      );
      let x = start;
      for (const [kind, count] of entry.segments) {
        const size = (count / largest) * length;
        const isStale = kind.endsWith("_stale");
        picture.append(
          data.is_plain
            ? s("rect", { x, y, width: size, height: bar, style: "fill: var(--started)" })
            : barMark(x, y, size, bar, kind.replace("_stale", ""), isStale),
        );
        x += size;
      }
      if (entry.inside) {
        const room = (entry.inside_room / largest) * length;
        const fits = room > entry.inside.length * 8 + 10;
        if (fits)
          picture.append(
            s(
              "text",
              { x: start + 6, y: y + 15, "font-size": 13.5, class: "strong", style: "fill: var(--on-finished)" },
              entry.inside,
            ),
          );
      }
      if (side) panel(picture, entry, sideAt, side, y, bar);
      if (figures) {
        const right = entry.faint ? width - (wide && hasPanel ? 56 : 54) : width;
        if (entry.strong)
          picture.append(
            s(
              "text",
              {
                x: entry.faint ? right - 2 : width,
                y: y + 15,
                "font-size": 14.5,
                class: "strong",
                "text-anchor": "end",
              },
              entry.strong,
            ),
          );
        if (entry.faint)
          picture.append(
            s("text", { x: width, y: y + 15, "font-size": 13.5, class: "soft", "text-anchor": "end" }, entry.faint),
          );
      } else if (entry.under)
        picture.append(s("text", { x: 0, y: y + bar + 15, "font-size": 13, class: "soft" }, entry.under));
      else if (entry.strong)
        picture.append(
          s("text", { x: width, y: baseline, "font-size": 14, class: "strong", "text-anchor": "end" }, entry.strong),
        );
    });
    box.replaceChildren(...[data.key.length ? keyList(data.key) : null, picture].filter(Boolean));
  });
}
