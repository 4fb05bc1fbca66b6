// The matrix municipality × step as a grid to act on: sorted by any column, searched by name, walked with the arrow keys.
// Only the rows in sight are drawn, so that a whole country scrolls smoothly; the own municipality stays on top.
// data: { caption, language, words, standings: {letter: [standing, word]}, steps: [{number, label}],
//   columns: [{key, label, is_number}] (beside name and steps), rows: [{code, name, aliases, is_own, marks, stale, cells, sort, access}] }.

import { h, s } from "./elements.js";
import { mount } from "./mounting.js";
import { keyList } from "./signs.js";
import { hexMark, patterns } from "./status_scale.js";

const kept = new WeakMap();
const fold = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLocaleLowerCase();
const RANKS = { f: 0, s: 1, n: 2, r: 3, a: 4 };

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const state = kept.get(parentElement) ?? { by: "name", isDown: false, query: "", row: 0, column: 0 };
  kept.set(parentElement, state);

  return mount(component, (box, width) => {
    const narrow = width < 640;
    const high = narrow ? 44 : 30;
    const beside = narrow ? [] : data.columns.filter((column) => width >= 980 || !column.is_minor);
    const before = beside.filter((column) => column.is_first);
    const after = beside.filter((column) => !column.is_first);
    const columns = [
      { key: "name", label: data.words.municipality },
      ...before,
      ...data.steps.map((step, place) => ({ key: `step${place}`, label: step.label, number: step.number, place })),
      ...after,
    ];
    const size = (column) =>
      column.key === "name"
        ? narrow
          ? "minmax(104px, 1.4fr)"
          : "minmax(150px, 1.5fr)"
        : column.place !== undefined
          ? narrow
            ? "minmax(16px, 22px)"
            : "minmax(28px, 38px)"
          : `${column.width}px`;
    const template = columns.map(size).join(" ");
    const worth = (row) => {
      if (state.by === "name") return row.name.replace(/^'/, "");
      const column = columns.find((one) => one.key === state.by) ?? data.columns.find((one) => one.key === state.by);
      if (column?.place !== undefined)
        return RANKS[row.marks[column.place]] * 2 + (row.stale[column.place] === "1" ? 1 : 0);
      const at = data.columns.findIndex((one) => one.key === state.by);
      return at < 0 ? row.name : row.sort[at];
    };
    const compare = (one, other) => {
      const [a, b] = [worth(one), worth(other)];
      if (a === null || b === null) return (a === null) - (b === null); // unknown last, either way
      const order = typeof a === "string" ? a.localeCompare(b, data.language) : a - b;
      return (state.isDown ? -order : order) || one.name.localeCompare(other.name, data.language);
    };
    const own = data.rows.find((row) => row.is_own);
    let shown = [];
    const select = () => {
      const asked = fold(state.query.trim());
      const others = data.rows.filter(
        (row) => !row.is_own && (!asked || [row.name, ...row.aliases].some((name) => fold(name).includes(asked))),
      );
      shown = [...(own ? [own] : []), ...others.sort(compare)];
      state.row = Math.max(-1, Math.min(state.row, shown.length - 1));
      count.textContent = data.words.count.replace("#", others.length + (own ? 1 : 0));
      empty.textContent = others.length ? "" : data.words.none;
    };
    const told = (row, column) => {
      if (column.place !== undefined) {
        const [, word] = data.standings[row.marks[column.place]];
        return `${row.name}, ${data.words.step} ${column.number} ${column.label}: ${word}${row.stale[column.place] === "1" ? `, ${data.words.stale}` : ""}`;
      }
      const access = `${data.columns.find((one) => one.key === "access").label}: ${row.access}`;
      if (["name", "access"].includes(column.key)) return `${row.name}, ${access}`;
      return `${row.name}, ${column.label}: ${row.cells[data.columns.findIndex((one) => one.key === column.key)]}`;
    };
    const open = (row) => setTriggerValue("open", row.code);

    const cell = (row, number, column, place) => {
      const isHere = number === state.row && place === state.column;
      const attributes = {
        role: place ? "gridcell" : "rowheader",
        tabindex: isHere ? 0 : -1,
        "data-focus": `cell${number}-${place}`,
        "aria-colindex": place + 1,
        onclick: () => {
          state.row = number;
          state.column = place;
          readout.textContent = told(row, column);
          if (!place) open(row);
          else draw(true);
        },
        onmouseenter: () => {
          readout.textContent = told(row, column);
        },
        onfocus: () => {
          readout.textContent = told(row, column);
        },
      };
      if (!place) return h("div", { ...attributes, class: "name" }, h("span", {}, row.name));
      if (column.place === undefined)
        return h(
          "div",
          { ...attributes, class: column.is_number ? "number" : "text" },
          row.cells[data.columns.findIndex((one) => one.key === column.key)],
        );
      const mark = data.standings[row.marks[column.place]];
      const across = narrow ? 16 : 22;
      return h(
        "div",
        {
          ...attributes,
          class: "mark",
          "aria-label": `${mark[1]}${row.stale[column.place] === "1" ? `, ${data.words.stale}` : ""}`,
        },
        s(
          "svg",
          { width: across, height: across, "aria-hidden": "true" },
          hexMark(across / 2, across / 2, narrow ? 7 : 9.5, mark[0], row.stale[column.place] === "1"),
        ),
      );
    };
    const line = (row, number) =>
      h(
        "div",
        {
          role: "row",
          class: `row${row.is_own ? " own" : ""}`,
          "aria-rowindex": number + 2,
          style:
            `grid-template-columns: ${template}; height: ${high}px;` +
            (row.is_own ? "" : ` transform: translateY(${(number - (own ? 1 : 0)) * high}px)`),
        },
        columns.map((column, place) => cell(row, number, column, place)),
      );

    const sortBy = (key) => {
      state.isDown = state.by === key ? !state.isDown : false;
      state.by = key;
      state.row = -1;
      scroll.scrollTop = 0;
      select();
      head();
      draw(true);
    };
    const heads = h("div", {
      role: "row",
      class: "head",
      "aria-rowindex": 1,
      style: `grid-template-columns: ${template}`,
    });
    const head = () =>
      heads.replaceChildren(
        ...columns.map((column, place) => {
          const isBy = state.by === column.key;
          const label = column.place === undefined ? column.label : `${column.number} ${column.label}`;
          return h(
            "div",
            {
              role: "columnheader",
              "aria-colindex": place + 1,
              "aria-sort": isBy ? (state.isDown ? "descending" : "ascending") : null,
              class: (column.place !== undefined ? "step" : column.is_number ? "number" : "") + (isBy ? " by" : ""),
            },
            h(
              "button",
              {
                type: "button",
                class: "sort",
                title: label,
                "aria-label": column.place === undefined ? null : `${data.words.step} ${label}`,
                "data-focus": `cell-1-${place}`,
                tabindex: state.row === -1 && state.column === place ? 0 : -1,
                onclick: () => {
                  state.column = place;
                  sortBy(column.key);
                },
              },
              column.place === undefined
                ? label
                : narrow
                  ? column.number
                  : [h("span", { class: "up" }, column.label), h("span", { class: "digit" }, column.number)],
              h("span", { class: "arrow", "aria-hidden": "true" }, isBy ? (state.isDown ? "↓" : "↑") : ""),
            ),
          );
        }),
      );

    const body = h("div", { role: "rowgroup", class: "body" });
    const pinned = h("div", { role: "rowgroup", class: "top" }, heads);
    const grid = h(
      "div",
      {
        role: "grid",
        "aria-label": data.caption,
        "aria-rowcount": data.rows.length + 1,
        "aria-colcount": columns.length,
      },
      pinned,
      body,
    );
    const scroll = h("div", { class: "scroll" }, grid);
    const count = h("span", { class: "count", role: "status" });
    const empty = h("p", { class: "none" });
    const readout = h(
      "p",
      { class: "readout", "aria-hidden": "true" },
      narrow ? data.words.hint : `${data.words.hint} ${data.words.keys}`,
    );

    const draw = (takesFocus) => {
      const first = own ? 1 : 0;
      const from = Math.max(first, first + Math.floor(scroll.scrollTop / high) - 6);
      const to = Math.min(shown.length, from + Math.ceil((scroll.clientHeight || 560) / high) + 14);
      const numbers = [];
      for (let number = from; number < to; number += 1) numbers.push(number);
      if (state.row >= first && (state.row < from || state.row >= to)) numbers.push(state.row); // the focus stays where it was
      body.style.height = `${(shown.length - first) * high}px`;
      const focused = box.getRootNode().activeElement?.dataset?.focus;
      body.replaceChildren(...numbers.map((number) => line(shown[number], number)));
      pinned.replaceChildren(...[heads, own ? line(own, 0) : null].filter(Boolean));
      const wanted = takesFocus ? `cell${state.row}-${state.column}` : focused?.startsWith("cell") ? focused : null;
      if (wanted) box.querySelector(`[data-focus="${wanted}"]`)?.focus({ preventScroll: true });
    };
    const move = (row, column) => {
      state.row = Math.max(-1, Math.min(row, shown.length - 1));
      state.column = Math.max(0, Math.min(column, columns.length - 1));
      const first = own ? 1 : 0;
      if (state.row >= first) {
        const y = (state.row - first) * high;
        const room = scroll.clientHeight - pinned.offsetHeight - high;
        if (y < scroll.scrollTop) scroll.scrollTop = y;
        else if (y > scroll.scrollTop + room) scroll.scrollTop = y - room;
      }
      head();
      draw(true);
    };
    grid.onkeydown = (event) => {
      const page = Math.max(1, Math.floor((scroll.clientHeight - pinned.offsetHeight) / high) - 1);
      const steps = {
        ArrowDown: [1, 0],
        ArrowUp: [-1, 0],
        ArrowLeft: [0, -1],
        ArrowRight: [0, 1],
        PageDown: [page, 0],
        PageUp: [-page, 0],
      };
      if (event.key === "Enter" && state.row >= 0) {
        event.preventDefault();
        open(shown[state.row]);
        return;
      }
      if (event.key === "Home" || event.key === "End") {
        event.preventDefault();
        move(
          event.ctrlKey ? (event.key === "Home" ? 0 : shown.length - 1) : state.row,
          event.key === "Home" ? 0 : columns.length - 1,
        );
        return;
      }
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      move(state.row + step[0], state.column + step[1]);
    };
    let waits = false;
    scroll.onscroll = () => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => {
        waits = false;
        draw(false);
      });
    };

    const search = h("input", {
      id: "find",
      type: "search",
      autocomplete: "off",
      placeholder: data.words.placeholder,
      "data-focus": "find",
    });
    search.value = state.query;
    search.oninput = () => {
      state.query = search.value;
      scroll.scrollTop = 0;
      state.row = 0;
      select();
      draw(false);
    };
    const sorter = h(
      "select",
      {
        id: "sort",
        "data-focus": "sort",
        onchange: () => {
          state.isDown = sorter.value.endsWith("-");
          state.by = sorter.value.replace(/-$/, "");
          scroll.scrollTop = 0;
          select();
          head();
          draw(false);
        },
      },
      [
        ["name", data.words.municipality],
        ...data.columns.map((column) => [column.key, column.label]),
        ...data.steps.map((step, place) => [`step${place}`, `${step.number} ${step.label}`]),
      ].map(([key, label]) => h("option", { value: key, selected: key === state.by ? "" : null }, label)),
    );
    const tools = h(
      "div",
      { class: "tools" },
      h("div", {}, h("label", { for: "find" }, data.words.search), search),
      narrow ? h("div", {}, h("label", { for: "sort" }, data.words.sort), sorter) : null,
      count,
    );
    const signs = s("svg", { width: 0, height: 0, class: "signs", "aria-hidden": "true" }, patterns());
    select();
    head();
    box.replaceChildren(keyList(data.key), tools, readout, signs, scroll, empty);
    draw(false);
  });
}
