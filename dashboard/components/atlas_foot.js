// Under the atlas: what it shows as a table and as a file, for its own month and step, and how it is made.
function tableOf(atlas) {
  const { data, land, say } = atlas;
  const { columns } = data.words;
  const [moment, step] = [atlas.moment(), atlas.step()];
  const people = land.chosen(moment).sort((a, b) => data.municipalities.sort_names[a.who] - data.municipalities.sort_names[b.who]);
  const facts = (one) => [one.code, one.name, one.province];
  const yes = (isTrue) => (isTrue ? data.words.yes : data.words.no);
  if (step >= 0) {
    return { columns: [columns.code, columns.name, columns.province, columns.step, columns.standing, columns.stale, columns.reported],
      rows: people.map((one) => { const state = land.state(moment, one.who, step);
        return [...facts(one), data.steps[step].value, data.words.standing[KINDS[state & 7]], yes(state & STALE_BIT), say.lastReport(moment, one.who)]; }) };
  }
  return { columns: [columns.code, columns.name, columns.province, columns.finished, ...data.steps.map((one) => one.value), columns.reported],
    rows: people.map((one) => [...facts(one), say.howMany(moment, one.who), ...data.steps.map((_, at) => say.standing(land.state(moment, one.who, at))), say.lastReport(moment, one.who)]) };
}

// Semicolons, a byte order mark; a text that would be run as a formula stands behind an apostrophe.
function asFile({ columns, rows }) {
  const safe = (text) => { const told = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; return /[;"\n\r]/.test(told) ? `"${told.replaceAll('"', '""')}"` : told; };
  return "\ufeff" + [columns, ...rows].map((row) => `${row.map((cell) => safe(String(cell))).join(";")}\r\n`).join("");
}

function drawnFoot(atlas) {
  const { data, memory, say } = atlas;
  const { words } = data;
  const note = h("span", { class: "note" });
  const panel = h("div", { class: "panel", id: "panel" });
  const download = h("a", { class: "link", "data-focus": "download", href: "#" }, words.download);
  const table = () => {
    const found = tableOf(atlas);
    const caption = `${say.finding(atlas.moment(), memory.step)}. ${data.moments[atlas.moment()].day}`;
    return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption }, h("table", {}, h("caption", { class: "hidden" }, caption),
      h("thead", {}, h("tr", {}, found.columns.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, found.rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, cell)))))));
  };
  const how = () => h("dl", { class: "how" }, data.how.map(([term, text]) => [h("dt", {}, term), h("dd", {}, text)]));
  const toggles = ["table", "how"].map((name) => h("button", { type: "button", class: "link", "data-focus": name, "aria-controls": "panel", onclick: () => show(memory.panel === name ? null : name) }, words[name]));
  const show = (name) => {
    memory.panel = name;
    panel.replaceChildren(name === "table" ? table() : name === "how" ? how() : "");
    const scroll = panel.querySelector(".scroll");
    if (scroll && scroll.scrollWidth > scroll.clientWidth + 1) panel.append(h("p", { class: "sideways" }, words.sideways));
    toggles.forEach((button, place) => button.setAttribute("aria-expanded", String(["table", "how"][place] === name)));
  };
  download.onclick = () => { // the file is made when it is asked for, so that scrubbing stays light
    URL.revokeObjectURL(memory.file);
    memory.file = URL.createObjectURL(new Blob([asFile(tableOf(atlas))], { type: "text/csv;charset=utf-8" }));
    Object.assign(download, { href: memory.file, download: `wams-map-${memory.month}.csv` });
  };
  const paint = () => {
    note.textContent = say.note(atlas.moment());
    if (memory.panel === "table") show("table");
  };
  show(memory.panel);
  return { part: [h("div", { class: "foot" }, note, h("span", { class: "actions" }, toggles[0], download, toggles[1])), panel], paint };
}
