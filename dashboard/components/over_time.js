// One step per month: the estimate as a line in its band, between the bounds; pointing at a month says what it was.

import { answerable } from "./answers_ahead.js";
import { h, s } from "./elements.js";
import { mount } from "./mounting.js";
import { stretches } from "./stretches.js";

export default function overTime(component) {
  const { data } = component;
  answerable("over_time", component, overTime);
  const draw = (box, width) => {
    const [tall, left, right, top, bottom] = [300, 44, 60, 8, 30];
    const many = data.months.length;
    const x = (place) => left + (many > 1 ? (place / (many - 1)) * (width - left - right) : (width - left - right) / 2);
    const y = (share) => top + (1 - share) * (tall - top - bottom);
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": data.finding });
    for (const [share, words] of data.axis)
      picture.append(
        s("line", {
          x1: left,
          x2: width - right,
          y1: y(share),
          y2: y(share),
          style: `stroke: var(--${share ? "grid" : "axis"})`,
        }),
        s("text", { x: left - 8, y: y(share) + 4, "font-size": 12.5, class: "faint", "text-anchor": "end" }, words),
      );
    for (const place of data.ticks)
      picture.append(
        s("line", { x1: x(place), x2: x(place), y1: y(0), y2: y(0) + 4, style: "stroke: var(--axis)" }),
        s(
          "text",
          { x: x(place), y: tall - 10, "font-size": 12.5, class: "faint", "text-anchor": "middle" },
          data.months[place],
        ),
      );

    const stretch = (run, values) => run.map((place) => `${x(place).toFixed(1)} ${y(values[place]).toFixed(1)}`);
    const line = (values) =>
      stretches(values)
        .map((run) => `M${stretch(run, values).join("L")}`)
        .join("");
    const area = (low, high) =>
      stretches(low, high)
        .map((run) => `M${stretch(run, high).join("L")}L${stretch(run, low).reverse().join("L")}Z`)
        .join("");
    const dotted = "fill: none; stroke: var(--started); stroke-width: 1; stroke-dasharray: 1.5 2.5";
    const last = data.estimate.findLastIndex((value) => value !== null);
    picture.append(
      s("path", { d: area(data.lower_bound, data.upper_bound), style: "fill: var(--pale)" }),
      s("path", { d: line(data.lower_bound), style: dotted }),
      s("path", { d: line(data.upper_bound), style: dotted }),
      s("path", { d: area(data.interval_low, data.interval_high), style: "fill: var(--band)" }),
      s("path", {
        d: line(data.estimate),
        style: "fill: none; stroke: var(--finished); stroke-width: 2.6; stroke-linejoin: round",
      }),
      last < 0 ? "" : s("circle", { cx: x(last), cy: y(data.estimate[last]), r: 4.5, style: "fill: var(--finished)" }),
    );
    for (const label of data.areas)
      picture.append(
        s(
          "text",
          {
            x: label.is_above ? x(0) + 6 : x(many - 1) - 6,
            y: y(label.at) + (label.is_above ? -7 : 17),
            "font-size": 12.5,
            class: "soft",
            "text-anchor": label.is_above ? "start" : "end",
          },
          label.text,
        ),
      );
    for (const [share, words, isEstimate] of data.ends)
      picture.append(
        s(
          "text",
          {
            x: x(many - 1) + 8,
            y: y(share) + 4,
            "font-size": isEstimate ? 14 : 12.5,
            class: isEstimate ? "strong" : "faint",
            style: isEstimate ? "fill: var(--finished)" : null,
          },
          words,
        ),
      );

    const mark = picture.appendChild(
      s("line", { y1: top, y2: y(0), style: "stroke: var(--axis)", visibility: "hidden" }),
    );
    const told = h("p", { class: "told", hidden: "" });
    const say = (place) => {
      told.hidden = place === null;
      mark.setAttribute("visibility", place === null ? "hidden" : "visible");
      if (place === null) return;
      for (const end of ["x1", "x2"]) mark.setAttribute(end, x(place));
      told.replaceChildren(
        h("strong", {}, data.months[place]),
        ...data.words.flatMap((word, at) => [h("br"), `${word}: ${data.told[place][at]}`]),
      );
      told.style[x(place) > width / 2 ? "right" : "left"] =
        `${x(place) > width / 2 ? width - x(place) + 12 : x(place) + 12}px`;
      told.style[x(place) > width / 2 ? "left" : "right"] = "auto";
    };
    const under = (event) =>
      Math.round(((event.clientX - picture.getBoundingClientRect().left - left) / (width - left - right)) * (many - 1));
    const field = h("div", { class: "lines" }, picture, told);
    field.onpointermove = (event) => {
      const place = under(event);
      say(place >= 0 && place < many ? place : null);
    };
    field.onpointerleave = () => say(null);
    box.replaceChildren(
      h("h2", {}, data.finding),
      h("p", { class: "subtitle" }, data.subtitle),
      many ? field : h("p", {}, data.too_short),
    );
  };
  return mount(component, draw);
}
