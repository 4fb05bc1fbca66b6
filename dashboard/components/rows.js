// Rows on one shared axis: bounds with an estimate, a norm beside what was realised, a bridge from then to now, quantiles.
// data: { alt, key, narrow_below?: where labels go above their rows, axis: {from, to, label?, ticks: [[value, text]]}, lines: [{at, label?}], right: [head], row?, rows };
// is_beside_label: on a narrow screen the text at right stands on the line of the label.
// A row: { label, sub?, number?, is_head?, is_total?, is_own? (the first text at right in ochre), marks: [mark], right: [text], words?: text instead of marks }.
// A mark: { kind, at } or { kind, from, to }, and maybe { text, place, is_strong, tone, yields }; places: in, above, below, right, left.
// A mark of kind "words" is its text alone; the text of a mark that yields is left out where it would touch another.

import { s } from "./elements.js";
import { lines } from "./label_lines.js";
import { mount } from "./mounting.js";
import { keyList } from "./signs.js";
import { patterns } from "./status_scale.js";

const FILLS = {
  finished: "var(--finished)",
  started: "var(--started)",
  band: "var(--band)",
  between: "var(--between)",
  pale: "var(--pale)",
  own: "var(--own)",
  middle: "var(--middle)",
};
const TONES = {
  finished: "var(--finished)",
  own: "var(--own)",
  ink: "var(--ink)",
  soft: "var(--ink3)",
  started: "var(--started)",
};

function drawMark(mark, at, y, height) {
  const tone = TONES[mark.tone ?? "finished"];
  const [x, from, to] = [at(mark.at), at(mark.from), at(mark.to)];
  const [left, wide] = [Math.min(from, to), Math.max(Math.abs(to - from), 1)];
  const top = y - height / 2;
  switch (mark.kind) {
    case "words":
      return s("g", {});
    case "hatch":
      return s("rect", { x: left, y: top, width: wide, height, fill: "url(#hatch)" });
    case "outline":
      return s("rect", {
        x: left + 0.55,
        y: top + 0.55,
        width: Math.max(wide - 1.1, 0.5),
        height: height - 1.1,
        style: `fill: ${mark.is_open ? "none" : "var(--paper)"}; stroke: ${mark.tone ? tone : "var(--outline)"}`,
        "stroke-width": 1.2,
      });
    case "dashed":
      return s("rect", {
        x: left + 0.5,
        y: top + 0.5,
        width: wide,
        height: height - 1,
        style: "fill: none; stroke: var(--outline)",
        "stroke-width": 1,
        "stroke-dasharray": "3 2.5",
      });
    case "interval":
      return s("line", { x1: from, x2: to, y1: y, y2: y, style: `stroke: ${tone}`, "stroke-width": 2 });
    case "thick":
      return s("line", { x1: from, x2: to, y1: y, y2: y, style: `stroke: ${tone}`, "stroke-width": 5 });
    case "dot":
      return s("circle", { cx: x, cy: y, r: 6, style: `fill: ${tone}; stroke: var(--paper)`, "stroke-width": 1.5 });
    case "ring":
      return s("circle", {
        cx: x,
        cy: y,
        r: 5.5,
        style: `fill: var(--paper); stroke: ${mark.tone ? tone : "var(--ink)"}`,
        "stroke-width": 2,
      });
    case "diamond":
      return s("path", {
        d: `M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`,
        style: `fill: ${mark.is_open ? "var(--paper)" : tone}; stroke: ${mark.is_open ? "var(--ink)" : "var(--paper)"}`,
        "stroke-width": 1.6,
      });
    case "thin":
      return s("line", {
        x1: x,
        x2: x,
        y1: top,
        y2: top + height,
        style: "stroke: var(--finished); stroke-opacity: 0.42",
        "stroke-width": 1.4,
      });
    case "tick":
      return s("line", {
        x1: x,
        x2: x,
        y1: top - 1,
        y2: top + height + 1,
        style: `stroke: ${tone}`,
        "stroke-width": 2.6,
      });
    case "pin":
      return s(
        "g",
        {},
        s("line", {
          x1: x,
          x2: x,
          y1: top - 6,
          y2: top + height + 2,
          style: "stroke: var(--ink)",
          "stroke-width": 2.4,
        }),
        s("circle", { cx: x, cy: top - 8, r: 4, style: "fill: var(--ink)" }),
      );
    default:
      return s("rect", { x: left, y: top, width: wide, height, style: `fill: ${FILLS[mark.kind] ?? FILLS.finished}` });
  }
}

// The text of a mark, kept inside the drawing; gives its element and where it lies, so that two do not touch.
function markText(mark, at, y, height, edges) {
  const middle = mark.at === undefined || mark.at === null ? (at(mark.from) + at(mark.to)) / 2 : at(mark.at);
  const end = mark.at === undefined || mark.at === null ? Math.max(at(mark.from), at(mark.to)) : at(mark.at);
  const begin = mark.at === undefined || mark.at === null ? Math.min(at(mark.from), at(mark.to)) : at(mark.at);
  const wide = mark.text.length * 6.9;
  const place = mark.place ?? "right";
  const anchors = {
    in: ["start", begin + 6],
    right: ["start", end + 10],
    left: ["end", begin - 10],
    above: ["middle", middle],
    below: ["middle", middle],
  };
  let [anchor, x] = anchors[place];
  if (anchor === "middle") x = Math.min(Math.max(x, edges[0] + wide / 2), edges[1] - wide / 2);
  if (anchor === "start" && place === "right" && x + wide > edges[1] + 4) [anchor, x] = ["end", begin - 10];
  if (anchor === "end" && x - wide < edges[0] - 4) [anchor, x] = ["start", end + 10];
  const baseline = place === "above" ? y - height / 2 - 7 : place === "below" ? y + height / 2 + 16 : y + 5;
  const colour = place === "in" ? "var(--on-finished)" : mark.tone === "own" ? "var(--own)" : null;
  const from = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
  const drawn = s(
    "text",
    {
      x,
      y: baseline,
      "font-size": mark.is_strong ? 14 : 13,
      class: mark.is_strong || place === "in" ? "strong" : mark.yields ? "faint" : "soft",
      "text-anchor": anchor,
      style: colour ? `fill: ${colour}` : null,
    },
    mark.text,
  );
  return { drawn, place, yields: mark.yields, from, to: from + wide };
}

export default function (component) {
  const { data } = component;
  return mount(component, (box, width) => {
    const narrow = width < (data.narrow_below ?? 520);
    const heads = data.right ?? [];
    const longest = Math.max(
      ...data.rows
        .filter((row) => !row.is_head)
        .map((row) => Math.max((row.label ?? "").length * 7.3 + (row.number ? 26 : 0), (row.sub ?? "").length * 6.4)),
      20,
    );
    const labels = narrow ? 0 : Math.min(longest + 18, width * 0.34);
    const rights = narrow
      ? []
      : heads.map(
          (head, place) => Math.max(head.length, ...data.rows.map((row) => (row.right?.[place] ?? "").length)) * 7 + 18,
        );
    const side = rights.reduce((sum, one) => sum + one, 0);
    const hasTexts = (place) =>
      data.rows.some((row) => (row.marks ?? []).some((mark) => mark.text && (mark.place ?? "right") === place));
    const hasPin = data.rows.some((row) => (row.marks ?? []).some((mark) => mark.kind === "pin"));
    const bar = data.bar ?? 20;
    const row =
      (data.row ?? 38) + (hasTexts("above") || hasPin ? 14 : 0) + (hasTexts("below") ? 12 : 0) + (narrow ? 28 : 0);
    const lift = (hasTexts("above") || hasPin ? 7 : 0) - (hasTexts("below") ? 6 : 0) + (narrow ? 11 : 0);
    const lined = (data.lines ?? []).some((line) => line.label);
    const top =
      (data.axis?.label ? 18 : 0) +
      (data.axis?.ticks.length ? 20 : 0) +
      (lined ? 18 : 0) +
      (heads.length && !narrow ? 4 : 0);
    const [roomLeft, roomRight] = [data.room_left ?? 0, data.room_right ?? 10]; // for the words beside the outermost marks
    const [start, end] = [labels + 8 + roomLeft, width - side - roomRight];
    const span = data.axis ? data.axis.to - data.axis.from || 1 : 1;
    const at = (value) => start + ((value - (data.axis?.from ?? 0)) / span) * (end - start);
    // on a narrow screen what stands at right goes under the marks, over two lines when it must
    const saids = data.rows.map((one) => {
      if (!narrow || data.is_beside_label) return [];
      const said = (one.right ?? [])
        .map((words, place) => (words ? (heads[place] ? `${heads[place]}: ` : "") + words : ""))
        .filter(Boolean);
      const whole = said.join(" · ");
      return !whole
        ? []
        : whole.length * 6.4 <= width || said.length < 2
          ? [whole]
          : [said.slice(0, -1).join(" · "), said[said.length - 1]];
    });
    const heights = data.rows.map((one, place) =>
      one.is_head ? 30 : row + (saids[place].length ? 6 + 17 * saids[place].length : 0),
    );
    const tall = top + heights.reduce((sum, one) => sum + one, 0) + 4;
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": data.alt }, patterns());
    const text = (x, y, words, options) => s("text", { x, y, "font-size": 14, ...options }, words);

    if (data.axis) {
      if (data.axis.label)
        picture.append(text(narrow ? 0 : start, 12, data.axis.label, { "font-size": 12.5, class: "soft" }));
      let last = -1000; // where the words of the tick before end
      const y = (data.axis.label ? 18 : 0) + 14;
      for (const [value, words] of data.axis.ticks) {
        const x = at(value);
        const wide = words.length * 6.6;
        const anchor = x < start + 14 && narrow ? "start" : x > width - 14 ? "end" : "middle";
        const begin = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
        picture.append(s("line", { x1: x, x2: x, y1: top, y2: tall - 2, style: "stroke: var(--grid)" }));
        if (begin - last < 8) continue;
        last = begin + wide;
        picture.append(text(x, y, words, { "font-size": 12.5, class: "faint", "text-anchor": anchor }));
      }
    }
    for (const line of data.lines ?? []) {
      picture.append(
        s("line", {
          x1: at(line.at),
          x2: at(line.at),
          y1: top - (line.label ? 4 : 0),
          y2: tall - 2,
          style: "stroke: var(--ink)",
          "stroke-width": 1.6,
        }),
      );
      if (line.label)
        picture.append(
          text(at(line.at), top - 8, line.label, { "font-size": 13, class: "strong", "text-anchor": "middle" }),
        );
    }
    if (!narrow)
      heads.forEach((head, place) => {
        const x = width - rights.slice(place + 1).reduce((sum, one) => sum + one, 0);
        picture.append(text(x, top - 6, head, { "font-size": 12.5, class: "soft", "text-anchor": "end" }));
      });
    let y = top;
    let previous = null;
    data.rows.forEach((entry, number) => {
      const high = heights[number];
      const middle = entry.is_head ? y + 20 : y + row / 2 + lift;
      const labelAt = narrow ? y + 15 : middle + (entry.sub ? -3 : 5);
      const indent = entry.number ? 26 : 0;
      if (entry.is_total)
        picture.append(
          s("line", { x1: 0, x2: width, y1: y + 1, y2: y + 1, style: "stroke: var(--ink)", "stroke-width": 1.2 }),
        );
      if (entry.number) picture.append(text(0, entry.is_head ? y + 20 : labelAt, entry.number, { class: "faint" }));
      if (entry.is_head || narrow)
        picture.append(
          text(
            indent,
            entry.is_head ? y + 20 : labelAt,
            entry.sub && narrow ? `${entry.label} · ${entry.sub}` : entry.label,
            { class: entry.is_head || entry.is_total || entry.is_strong ? "strong" : null },
          ),
        );
      else
        lines(entry.label, Math.floor((labels - indent) / 6.9)).forEach((part, place, all) =>
          picture.append(
            text(indent, labelAt + (all.length === 2 ? (place ? 8 : -8) : 0), part, {
              class: entry.is_total || entry.is_strong ? "strong" : null,
            }),
          ),
        );
      if (entry.sub && !narrow)
        picture.append(text(indent, labelAt + 17, entry.sub, { "font-size": 12.5, class: "soft" }));
      if (entry.words)
        lines(entry.words, Math.floor((width - (narrow ? 0 : start)) / 6.6)).forEach((part, place, all) =>
          picture.append(
            text(narrow ? 0 : start, middle + 5 + (all.length === 2 ? (place ? 9 : -9) : 0), part, {
              "font-size": 13.5,
              class: "soft",
            }),
          ),
        );
      for (const mark of entry.marks ?? [])
        picture.append(drawMark(mark, at, middle, mark.kind === "thick" ? 5 : (mark.height ?? bar)));
      const texts = (entry.marks ?? [])
        .filter((mark) => mark.text)
        .map((mark) =>
          markText(mark, at, middle, bar, [narrow ? 0 : start - roomLeft, end + Math.max(roomRight - 6, 6)]),
        );
      const touches = (one, other) =>
        one !== other && one.place === other.place && one.from < other.to + 8 && other.from < one.to + 8;
      for (const one of texts)
        if (!one.yields || !texts.some((other) => !other.yields && touches(one, other))) picture.append(one.drawn);
      if (entry.joins_at !== undefined && entry.joins_at !== null && previous)
        picture.append(
          s("line", {
            x1: at(entry.joins_at),
            x2: at(entry.joins_at),
            y1: previous,
            y2: middle - bar / 2,
            style: "stroke: var(--axis)",
            "stroke-dasharray": "2 3",
          }),
        );
      previous = entry.is_head ? null : middle + bar / 2;
      if (narrow && data.is_beside_label)
        picture.append(
          text(width, labelAt, entry.right?.[0] ?? "", {
            "text-anchor": "end",
            class: entry.is_own ? "strong" : "soft",
            style: entry.is_own ? "fill: var(--own)" : null,
          }),
        );
      else if (narrow)
        saids[number].forEach((said, place, all) => {
          const under = y + high - 12 - 17 * (all.length - 1 - place);
          // the lines of the axis stop at these words
          picture.append(
            s("rect", {
              x: 0,
              y: under - 13,
              width: Math.min(said.length * 6.8, width),
              height: 18,
              style: "fill: var(--paper)",
            }),
            text(0, under, said, { "font-size": 13, class: "soft" }),
          );
        });
      else
        (entry.right ?? []).forEach((words, place) =>
          picture.append(
            text(width - rights.slice(place + 1).reduce((sum, one) => sum + one, 0), middle + 5, words ?? "", {
              "text-anchor": "end",
              class: entry.is_total || entry.is_own ? "strong" : null,
              style: entry.is_own && !place ? "fill: var(--own)" : null,
            }),
          ),
        );
      y += high;
    });
    box.replaceChildren(...[data.key?.length ? keyList(data.key) : null, picture].filter(Boolean));
  });
}
