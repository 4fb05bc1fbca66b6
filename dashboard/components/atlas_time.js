// Looking back: a slider on top of its own curve, and a button that lets the months go by.

import { filled } from "./atlas_texts.js";
import { fill, h, put, s } from "./elements.js";
import { stretches } from "./stretches.js";

const PLAY_MS = 600;

export function drawnTime(atlas, width) {
  const { data, memory, say } = atlas;
  const { moments, words } = data;
  const [tall, base, side] = [84, 58, 8];
  const each = (width - 2 * side) / Math.max(moments.length - 1, 1);
  const x = (moment) => side + moment * each;
  const picture = s("svg", { width, height: tall, "aria-hidden": "true" });
  const [area, line] = ["fill: var(--band)", "fill: none; stroke: var(--finished); stroke-width: 2"].map((style) =>
    picture.appendChild(s("path", { style })),
  );
  picture.append(s("line", { x1: 0, x2: width, y1: base, y2: base, style: "stroke: var(--axis)" }));
  const mark = timeMark(data, picture, { x, base, tall, width });
  const slider = h("input", {
    type: "range",
    class: "slider",
    min: 0,
    max: moments.length - 1,
    step: 1,
    "data-focus": "slider",
    "data-months": moments.map((one) => one.value).join(" "),
  });
  const play = h("button", { type: "button", class: "play", "data-focus": "play" });
  const title = h("p", { class: "aside" });

  const paint = () => {
    const at = atlas.step() < 0 ? data.followed : atlas.step();
    const levels = data.shares[at].level;
    const most = Math.max(...levels.map((level) => level ?? 0), 0.05);
    const up = (level) => base - (level / most) * 50;
    const runs = stretches(levels);
    const points = (run) => run.map((moment) => `${x(moment).toFixed(1)} ${up(levels[moment]).toFixed(1)}`).join("L");
    put(line, "d", runs.map((run) => `M${points(run)}`).join(""));
    put(
      area,
      "d",
      runs
        .map((run) => `M${x(run[0]).toFixed(1)} ${base}L${points(run)}L${x(run[run.length - 1]).toFixed(1)} ${base}Z`)
        .join(""),
    );
    const level = levels[atlas.moment()];
    mark(atlas.moment(), level === null ? null : up(level));
    fill(title, [filled(words.look_back, { number: data.steps[at].number })]);
    slider.value = atlas.moment();
    put(slider, "aria-label", title.textContent);
    put(slider, "aria-valuetext", say.curve(atlas.moment(), at));
  };
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const label = () => {
    const word = calm ? words.next_month : memory.playing ? words.pause : words.play;
    play.replaceChildren(
      s(
        "svg",
        { width: 14, height: 14, "aria-hidden": "true" },
        s("path", {
          d: memory.playing ? "M2 1h4v12h-4zM9 1h4v12h-4z" : "M2 1L13 7L2 13Z",
          style: "fill: var(--finished)",
        }),
      ),
    );
    play.setAttribute("aria-label", word);
    play.title = word;
  };
  const stop = () => {
    clearInterval(memory.playing);
    memory.playing = null;
    label();
  };
  const onward = () => {
    if (atlas.moment() === moments.length - 1) {
      stop();
      atlas.settled();
    } else atlas.goTo(atlas.moment() + 1);
  };
  play.onclick = () => {
    if (memory.playing) {
      stop();
      return atlas.settled();
    }
    const isAtEnd = atlas.moment() === moments.length - 1;
    if (calm) {
      atlas.goTo(isAtEnd ? 0 : atlas.moment() + 1);
      return atlas.settled();
    } // a visitor who asked for less motion takes the steps
    if (isAtEnd) atlas.goTo(0);
    memory.playing = setInterval(onward, PLAY_MS);
    label();
  };
  slider.oninput = () => {
    if (memory.playing) stop();
    atlas.goTo(Number(slider.value));
  };
  slider.onchange = () => atlas.settled();
  if (memory.playing) {
    clearInterval(memory.playing);
    memory.playing = setInterval(onward, PLAY_MS);
  }
  label();
  return {
    part: h(
      "div",
      { class: "back" },
      title,
      h("div", { class: "line" }, play, h("div", { class: "curve" }, picture, slider)),
    ),
    paint,
  };
}

// The years under the curve and the month on it. A change of month moves what stands there: nothing is made anew.
function timeMark({ moments }, picture, { x, base, tall, width }) {
  const place = (where) => (where > width - 40 ? ["end", width] : where < 40 ? ["start", 0] : ["middle", where]);
  const add = (tag, attributes, ...words) => picture.appendChild(s(tag, attributes, ...words));
  const years = moments
    .flatMap((one, moment) => (one.value.slice(5, 7) === "01" ? [moment] : []))
    .map((moment) => {
      const [anchor, left] = place(x(moment));
      add("line", { x1: x(moment), x2: x(moment), y1: base, y2: base + 5, style: "stroke: var(--axis)" });
      return {
        at: x(moment),
        word: add(
          "text",
          { x: left, y: tall - 4, "font-size": 12.5, class: "faint", "text-anchor": anchor },
          moments[moment].label,
        ),
      };
    });
  const stem = add("line", { y2: base, style: "stroke: var(--ink)" });
  const thumb = add("circle", {
    cy: base,
    r: 7,
    class: "thumb",
    style: "fill: var(--paper); stroke: var(--finished)",
    "stroke-width": 3,
  });
  const month = add("text", { y: tall - 4, "font-size": 13, class: "strong" });
  return (moment, height) => {
    const at = x(moment);
    const [anchor, left] = place(at);
    for (const year of years) put(year.word, "visibility", Math.abs(year.at - at) > 76 ? "visible" : "hidden");
    put(stem, "visibility", height === null ? "hidden" : "visible");
    for (const [name, value] of [
      ["x1", at],
      ["x2", at],
      ["y1", height ?? base],
    ])
      put(stem, name, String(value));
    put(thumb, "cx", String(at));
    put(month, "x", String(left));
    put(month, "text-anchor", anchor);
    fill(month, [moments[moment].label]);
  };
}
