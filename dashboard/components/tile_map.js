// The tile map: one hexagon for each municipality, and beside it all of them on all steps.
const DIRECTIONS = [[1, 0], [0, 1], [-1, 1], [-1, 0], [0, -1], [1, -1]]; // east, south-east, … clockwise
const chosen = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const memory = chosen.get(parentElement) ?? { code: null };
  chosen.set(parentElement, memory);
  const open = (code) => setTriggerValue("open", code);

  const chooser = () => h("div", { class: "steps", role: "group", "aria-label": data.words.choose },
    data.steps.map((step) => h("button", { type: "button", title: step.name, "aria-label": step.name, "data-focus": "step" + step.value,
      "aria-pressed": String(step.value === data.step), onclick: () => setTriggerValue("step", step.value) }, step.label)));

  function map(width, readout) {
    const xs = data.tiles.map((tile) => SQRT3 * (tile.q + tile.r / 2));
    const ys = data.tiles.map((tile) => 1.5 * tile.r);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const size = Math.min(width / (right - left + SQRT3 + 0.3), 12.3);
    const at = (tile) => [(SQRT3 * (tile.q + tile.r / 2) - left + SQRT3 / 2 + 0.15) * size, (1.5 * tile.r - top + 1.15) * size];
    const full = (right - left + SQRT3 + 0.3) * size;
    const tall = (bottom - top + 2.3) * size;
    const picture = s("svg", { width: full, height: tall, viewBox: `0 0 ${full} ${tall}`, role: "img", "aria-label": data.alt }, patterns());
    const byPlace = new Map(data.tiles.map((tile) => [tile.q + "," + tile.r, tile]));
    const byCode = new Map(data.tiles.map((tile) => [tile.code, tile]));
    const edges = [];
    for (const tile of data.tiles) {
      const [x, y] = at(tile);
      const mark = hexMark(x, y, size - 0.9, tile.standing, tile.stale, tile.level);
      if (tile.outside) mark.setAttribute("opacity", "0.28");
      picture.append(mark);
      for (const [place, [dq, dr]] of DIRECTIONS.slice(0, 3).entries()) {
        const other = byPlace.get((tile.q + dq) + "," + (tile.r + dr));
        if (!other || other.province === tile.province) continue;
        const angle = (Math.PI / 3) * place;
        const ends = [-Math.PI / 6, Math.PI / 6].map((turn) => [x + size * Math.cos(angle + turn), y + size * Math.sin(angle + turn)]);
        edges.push(`M${ends[0].map((n) => n.toFixed(1))}L${ends[1].map((n) => n.toFixed(1))}`);
      }
    }
    picture.append(s("path", { d: edges.join(""), style: "fill: none; stroke: var(--ink)", "stroke-width": 1.5, "stroke-linecap": "round" }));
    const ring = (code, ink, thick) => {
      const tile = byCode.get(code);
      return tile ? s("polygon", { points: hexagon(...at(tile), size + 0.4), style: `fill: none; stroke: var(--${ink})`, "stroke-width": thick }) : null;
    };
    const own = ring(data.own, "own", 2.8);
    if (own) picture.append(own);
    const cursor = s("g", {});
    picture.append(cursor);

    const show = (code) => {
      memory.code = code;
      cursor.replaceChildren(...[ring(code, "ink", 2.2)].filter(Boolean));
      const tile = byCode.get(code);
      readout.replaceChildren(...(tile ? [h("strong", {}, tile.name), " · " + tile.text + " ",
        h("button", { type: "button", class: "go", "data-focus": "go", onclick: () => open(code) }, data.words.open)] : [data.words.hint]));
    };
    const nearest = (event) => {
      const box = picture.getBoundingClientRect();
      const [x, y] = [(event.clientX - box.left) * full / box.width, (event.clientY - box.top) * tall / box.height];
      let best = null;
      for (const tile of data.tiles) {
        const [tx, ty] = at(tile);
        const far = Math.hypot(tx - x, ty - y);
        if (far < size * 1.1 && (!best || far < best.far)) best = { far, code: tile.code };
      }
      return best?.code ?? null;
    };
    const step = (dx, dy) => {
      const from = byCode.get(memory.code) ?? byCode.get(data.own) ?? data.tiles[0];
      if (!byCode.has(memory.code)) return show(from.code);
      const [x, y] = at(from);
      let best = null;
      for (const tile of data.tiles) {
        const [tx, ty] = at(tile);
        const along = (tx - x) * dx + (ty - y) * dy;
        const aside = Math.abs((tx - x) * dy) + Math.abs((ty - y) * dx);
        if (tile === from || along < size * 0.5) continue;
        const far = along + aside * 1.6;
        if (!best || far < best.far) best = { far, code: tile.code };
      }
      if (best) show(best.code);
    };
    const keys = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    const field = h("div", { class: "field", tabindex: "0", role: "application", "aria-label": data.words.keys, "data-focus": "map" }, picture);
    field.onkeydown = (event) => {
      if (keys[event.key]) { event.preventDefault(); step(...keys[event.key]); }
      if (event.key === "Enter" && memory.code) open(memory.code);
    };
    field.onpointermove = (event) => { if (event.pointerType === "mouse") { const code = nearest(event); if (code && code !== memory.code) show(code); field.style.cursor = code ? "pointer" : ""; } };
    field.onclick = (event) => {
      const code = nearest(event);
      if (!code) return;
      if (event.pointerType === "mouse") open(code); else show(code); // a finger first sees which one it touched
    };
    show(byCode.has(memory.code) ? memory.code : null);
    return field;
  }

  function matrix(width) {
    const { matrix } = data;
    const [labels, row, bar, top] = [width < 420 ? 0 : 192, width < 420 ? 40 : 36.5, width < 420 ? 18 : 24, 22];
    const many = matrix.order.length + matrix.silent;
    const gap = matrix.silent && matrix.order.length ? 5 : 0;
    const each = (width - labels - gap) / Math.max(many, 1);
    const tall = top + row * matrix.rows.length + 24;
    const known = matrix.order.length * each;
    const picture = s("svg", { width, height: tall, role: "img", "aria-label": matrix.alt }, patterns());
    matrix.rows.forEach((entry, place) => {
      const y = top + row * place + (width < 420 ? 17 : (row - bar) / 2);
      const baseline = width < 420 ? y - 5 : y + bar / 2 + 5;
      const isChosen = data.step === String(entry.number);
      picture.append(s("text", { x: 0, y: baseline, class: isChosen ? "strong" : "faint", "font-size": 13.5 }, String(entry.number)),
        s("text", { x: 24, y: baseline, class: isChosen ? "strong" : null, "font-size": 13.5 }, entry.label));
      if (known) picture.append(s("rect", { x: labels + 0.5, y: y + 0.5, width: Math.max(known - 1, 0.1), height: bar - 1, style: "fill: none; stroke: var(--outline)", "stroke-width": 1 }));
      for (const run of entry.standings.matchAll(/f+|s+|x+|u+/g)) {
        const [x, wide] = [labels + run.index * each, run[0].length * each];
        const kind = run[0][0];
        if (kind === "f") picture.append(s("rect", { x, y, width: wide, height: bar, style: "fill: var(--finished)" }));
        if (kind === "s") picture.append(s("rect", { x, y: y + bar / 2, width: wide, height: bar / 2, style: "fill: var(--started)" }));
        if (kind === "x") picture.append(s("rect", { x, y: y + bar / 2 - 0.8, width: wide, height: 1.6, style: "fill: var(--outline)" }));
        if (kind === "u") picture.append(s("rect", { x, y, width: wide, height: bar, style: "fill: var(--paper)" }), s("rect", { x, y, width: wide, height: bar, fill: "url(#hatch)" }));
      }
      if (matrix.silent) picture.append(s("rect", { x: labels + known + gap, y, width: matrix.silent * each, height: bar, fill: "url(#hatch)" }));
    });
    const under = top + row * matrix.rows.length + 14;
    picture.append(s("text", { x: labels, y: under, class: "faint", "font-size": 12.5 }, matrix.under),
      matrix.silent ? s("text", { x: width, y: under, class: "faint", "font-size": 12.5, "text-anchor": "end" }, matrix.under_silent) : "");
    const own = matrix.order.indexOf(data.own);
    if (own >= 0) {
      const x = labels + (own + 0.5) * each;
      picture.append(s("line", { x1: x, x2: x, y1: 18, y2: top + row * matrix.rows.length - 2, style: "stroke: var(--own)", "stroke-width": 2 }),
        s("text", { x, y: 12, "font-size": 13, class: "strong", style: "fill: var(--own)", "text-anchor": x > width - 60 ? "end" : x < 60 ? "start" : "middle" }, data.own_name));
    }
    return picture;
  }

  // Looking back: the curve of the step, and on it the date that the page shows.
  function lookBack(width) {
    const { months, title, chosen, word } = data.look_back;
    const [tall, base] = [84, 58];
    const each = (width - 12) / Math.max(months.length - 1, 1);
    const at = (place) => 6 + place * each;
    const most = Math.max(...months.map((month) => month.share), 0.05);
    const up = (share) => base - (share / most) * 50;
    const line = months.map((month, place) => `${place ? "L" : "M"}${at(place).toFixed(1)} ${up(month.share).toFixed(1)}`).join("");
    const picture = s("svg", { width, height: tall, "aria-hidden": "true" },
      s("path", { d: `${line}L${at(months.length - 1)} ${base}L${at(0)} ${base}Z`, style: "fill: var(--band)" }),
      s("path", { d: line, style: "fill: none; stroke: var(--finished)", "stroke-width": 2 }),
      s("line", { x1: 0, x2: width, y1: base, y2: base, style: "stroke: var(--axis)" }));
    const mark = s("g", {});
    picture.append(mark);
    const show = (place) => {
      const [x, anchor] = [at(place), at(place) > width - 40 ? "end" : at(place) < 40 ? "start" : "middle"];
      mark.replaceChildren(s("line", { x1: x, x2: x, y1: up(months[place].share), y2: base, style: "stroke: var(--ink)" }),
        s("circle", { cx: x, cy: base, r: 7, style: "fill: var(--paper); stroke: var(--finished)", "stroke-width": 3 }),
        s("text", { x: anchor === "end" ? width : anchor === "start" ? 0 : x, y: tall - 4, "font-size": 13, class: "strong", "text-anchor": anchor }, months[place].text));
    };
    const place = Math.max(months.findIndex((month) => month.value === chosen), 0);
    const slider = h("input", { type: "range", min: 0, max: months.length - 1, step: 1, value: place, "aria-label": title, "aria-valuetext": months[place].text, "data-focus": "slider" });
    slider.oninput = () => { show(Number(slider.value)); slider.setAttribute("aria-valuetext", months[slider.value].text); };
    slider.onchange = () => setTriggerValue("month", months[slider.value].value);
    show(place);
    return h("div", { class: "back" }, h("p", { class: "aside" }, title), h("div", { class: "curve" }, picture, slider), h("p", { class: "hidden" }, word));
  }

  return mount(component, (box, width) => {
    const beside = width >= 900;
    const readout = h("p", { class: "readout", role: "status" });
    const left = h("div", {}, map(beside ? 486 : width, readout), readout);
    const side = beside ? width - 486 - 44 : width;
    const right = h("div", {}, h("p", { class: "aside" }, data.matrix.title), matrix(side), data.look_back.months.length > 1 ? lookBack(side) : null);
    box.replaceChildren(chooser(), keyList(data.key), h("div", { class: beside ? "pair" : "stack" }, left, right));
  });
}
