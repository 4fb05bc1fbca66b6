// Small panels of the same measure beside each other: a step curve with its band, before the curve of all together.
// data: { alt, last, ticks: [[x, text]], shares: [[y, text]], axis, whole: [[x, y, low, high]], panels: [{ name, sub, line, median }] }.

import { s } from "./elements.js";
import { lines } from "./label_lines.js";
import { mount } from "./mounting.js";

export default function (component) {
  const { data } = component;

  function steps(points, at, up, place, isBack) {
    const all = isBack ? [...points].reverse() : points;
    let path = "";
    all.forEach((point, number) => {
      const [x, y] = [at(point[0]), up(point[place])];
      const previous = all[number - 1];
      if (previous) path += isBack ? `V${y}` : `H${x}`;
      path += previous ? (isBack ? `H${x}` : `V${y}`) : `${isBack ? "L" : "M"}${x} ${y}`;
    });
    return path;
  }

  return mount(component, (box, width) => {
    const longest = Math.max(...data.panels.map((one) => one.name.length));
    const room = longest * 7.2 > 340 ? 300 : width < 640 ? 165 : 200; // a long name must fit on two lines
    const mostAcross = Math.max(1, Math.floor(width / room));
    const across = Math.ceil(data.panels.length / Math.ceil(data.panels.length / mostAcross)); // rows of equal length
    const gap = width < 640 ? 18 : 28;
    const left = 38;
    const panel = (width - gap * (across - 1)) / across;
    const most = Math.floor(panel / 7.2);
    const names = data.panels.map((one) => lines(one.name, most));
    const extra = names.some((parts) => parts.length > 1) ? 17 : 0;
    const [head, plot, foot] = [44 + extra, 110, 34];
    const rows = Math.ceil(data.panels.length / across);
    const tall = rows * (head + plot + foot) + 16;
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": data.alt });
    data.panels.forEach((one, number) => {
      const x0 = (number % across) * (panel + gap);
      const y0 = Math.floor(number / across) * (head + plot + foot);
      const at = (month) => +(x0 + left + (month / data.last) * (panel - left - 8)).toFixed(1);
      const up = (share) => +(y0 + head + (1 - share) * plot).toFixed(1);
      names[number].forEach((part, place, all) =>
        picture.append(
          s(
            "text",
            { x: x0, y: y0 + 16 + extra - 17 * (all.length - 1 - place), "font-size": 14, class: "strong" },
            part,
          ),
        ),
      );
      picture.append(s("text", { x: x0, y: y0 + 33 + extra, "font-size": 12.5, class: "soft" }, one.sub));
      for (const [share, text] of data.shares) {
        picture.append(
          s("line", {
            x1: at(0),
            x2: at(data.last),
            y1: up(share),
            y2: up(share),
            style: `stroke: var(--${share ? "grid" : "axis"})`,
          }),
        );
        picture.append(
          s(
            "text",
            { x: x0 + left - 6, y: up(share) + 4, "font-size": 12.5, class: "faint", "text-anchor": "end" },
            text,
          ),
        );
      }
      let last = -100;
      for (const [month, text] of data.ticks) {
        const x = at(month);
        if (x - last < 26) continue;
        last = x;
        picture.append(
          s("text", { x, y: up(0) + 17, "font-size": 12.5, class: "faint", "text-anchor": "middle" }, text),
        );
      }
      const banded = (one.line ?? []).filter((point) => point[2] !== null);
      if (banded.length > 1)
        picture.append(
          s("path", {
            d: `${steps(banded, at, up, 3, false)}${steps(banded, at, up, 2, true)}Z`,
            style: "fill: var(--pale)",
          }),
        );
      if (data.whole)
        picture.append(
          s("path", {
            d: steps(data.whole, at, up, 1, false),
            style: "fill: none; stroke: var(--ink3)",
            "stroke-width": 1.4,
            "stroke-dasharray": "4 3",
          }),
        );
      if (one.line)
        picture.append(
          s("path", {
            d: steps(one.line, at, up, 1, false),
            style: "fill: none; stroke: var(--finished)",
            "stroke-width": 2.4,
          }),
        );
      if (one.median !== null)
        picture.append(
          s("circle", {
            cx: at(one.median),
            cy: up(0.5),
            r: 4.5,
            style: "fill: var(--paper); stroke: var(--finished)",
            "stroke-width": 2,
          }),
        );
    });
    picture.append(
      s("text", { x: width, y: tall - 4, "font-size": 12.5, class: "faint", "text-anchor": "end" }, data.axis),
    );
    box.replaceChildren(picture);
  });
}
