// @ts-check
// The form while it is filled in: its tables, its draft and its check, and what each does to the others.

import { h } from "../../drawing/elements.js";
import { barOf } from "./form_bar.js";
import { checkOf, rows } from "./form_check.js";
import { Draft } from "./form_draft.js";
import { indexOf } from "./form_index.js";
import { arrivedAt, placeOf, rowOf } from "./form_places.js";
import { tableOf } from "./form_rows.js";
import { asked } from "./form_sending.js";
import { answerPlace, tell } from "./form_told.js";
import { useOf } from "./form_use.js";

/** @typedef {import("./form_types.js").Form} Form */
/** @typedef {import("./form_types.js").Problem} Problem */
/** @typedef {import("./form_types.js").Checked} Checked */
/** @typedef {import("./form_rows.js").DrawnTable} DrawnTable */
/** @typedef {import("./form_rows.js").DrawnRow} DrawnRow */

const NOTHING_CHANGED = placeOf("confirmation", "", "nothing_changed");
const TICKED = "ja";
const RESTED = 1_500; // ms after the last thing was kept
const SEEN_FOR = 120_000; // ms that a colleague is said to be at work after the last thing typed

/** One form on one page. */
export class Filling {
  /**
   * @param {Form} form
   * @param {HTMLElement} box
   * @param {(sequence: number) => void} handedIn
   */
  constructor(form, box, handedIn) {
    this.form = form;
    this.handedIn = handedIn;
    this.use = useOf(box);
    this.draft = new Draft(form, this.use.take);
    this.tables = form.tables.map((table, place) => tableOf(table, form, this.draft, place === 0));
    for (const table of this.tables) table.foot.append(this.whole(table));
    this.index = indexOf(this.tables, this.draft, form.words, (table) => this.counted(table));
    this.check = checkOf(
      form.words,
      this,
      this.box(NOTHING_CHANGED, form.words.nothing_changed.replace("{day}", form.said_on)),
    );
    this.bar = barOf(form, this.draft, { check: () => this.look(), handIn: () => this.handIn() });
    /** @type {number | undefined} */
    this.waiting = undefined;
    /** @type {Checked | null} */
    this.checked = null;
    /** @type {Map<import("./form_types.js").Place, string>} what stood in each field when that was said */
    this.asChecked = new Map();
    this.isLooked = false; // that what stood there at the start was looked at
    this.isAsked = false; // that somebody pressed for the check: until then a row is told of once it was typed in
    this.isGoing = false; // that it is being handed in from here
    this.sureOf = ""; // how many rows do not go along, as it was said
    this.theirs = 0;
    this.checking = 0;
    this.draft.onChange = () => this.changed();
    this.draft.onSaved = () => this.checkSoon();
    this.draft.onTheirs = (place, by) => this.seen(place, by);
    this.draft.onAnother = () => this.isGoing || this.handedIn(0);
  }

  elements() {
    const tables = this.tables.map((table) => table.element);
    const main = h("div", { class: "main" }, tables, this.check.element);
    return [h("div", { class: "columns" }, this.index.element, main), this.bar.element];
  }

  begin() {
    this.paint();
    const end = this.draft.begin();
    this.bar.element.parentElement?.addEventListener("focusout", () => this.soon()); // what waited for that is told
    return () => {
      end();
      this.use.end();
      clearTimeout(this.theirs);
      clearTimeout(this.checking);
    };
  }

  /** What stood there already, typed before or refused before, is looked at as soon as the draft is read. */
  changed() {
    this.soon();
    if (this.isLooked || !this.draft.isRead) return;
    this.isLooked = true;
    const place = arrivedAt();
    if (place) this.toPlace(place);
    if (this.draft.typed.size || this.tables.some(({ rows }) => rows.some(({ row }) => row.is_refused)))
      this.checkSoon();
  }

  /** Paints once for all that happened since the last picture. */
  soon() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.paint();
    });
  }

  /** Everything as it is now; what somebody types in is left alone. */
  paint() {
    for (const table of this.tables) {
      table.paint();
      for (const row of table.rows) tell(row, this.problemsOf(row), this.form, this.draft);
    }
    for (const box of this.boxes ?? []) box();
    this.index.paint();
    this.bar.paint();
    this.minutes();
  }

  /** The minutes that were measured stand where they may be typed: they are no answer until somebody hands in. */
  minutes() {
    const cells = this.tables.flatMap((table) => table.rows.flatMap((row) => row.cells));
    const cell = cells.find(({ field }) => field.name === "invultijd_min");
    const input = cell?.control.element.querySelector("input");
    const minutes = Math.ceil((this.draft.usedSeconds + this.use.waiting()) / 60);
    const { words, minutes: before } = this.form;
    if (input && before) input.placeholder = words.minutes_said.replace("{count}", before);
    else if (input && minutes) input.placeholder = words.measured.replace("{count}", String(minutes));
  }

  /** @param {DrawnRow} row what the rules say of it, unless somebody is still typing in it, or changed it since */
  problemsOf(row) {
    const problems = (this.checked?.problems ?? []).filter(
      ({ part, row_key, field }) => part === row.table.part && row_key === row.row.key && this.isAsChecked(row, field),
    );
    if (row.row.is_refused) return problems; // it is told until it is changed
    const isTyped = row.cells.some(({ place }) => this.draft.isTyped(place));
    const isIn = row.cells.some(({ place }) => place === this.draft.held);
    const shown = row.told.querySelector("[data-said]") !== null;
    return (this.isAsked || isTyped) && (!isIn || this.isAsked || shown) ? problems : [];
  }

  /**
   * @param {DrawnRow} row
   * @param {string} name of its field
   */
  isAsChecked(row, name) {
    const cell = row.cells.find(({ field }) => field.name === name);
    return !cell || this.asChecked.get(cell.place) === this.draft.text(cell.place, cell.field.stands);
  }

  /** @param {DrawnTable} table */
  counted(table) {
    const problems = table.rows.flatMap((row) => this.problemsOf(row)).filter((one) => !this.isAnswered(one));
    const errors = problems.filter((one) => one.severity === "error").length;
    return { errors, questions: problems.length - errors };
  }

  /** @param {Problem} problem a question with an answer that goes along */
  isAnswered(problem) {
    return problem.severity === "warning" && this.draft.text(answerPlace(problem), "").trim() !== "";
  }

  /** @param {Problem} problem the row and the field that it is about, in words */
  whereOf(problem) {
    const row = this.rowOf(problem);
    if (!row) return "";
    const field = row.cells.find((cell) => cell.field.name === problem.field)?.field.label ?? "";
    return [`${row.row.number} ${row.row.title}`.trim(), field].filter((text) => text).join(", ");
  }

  /** @param {{ part: string, row_key: string }} problem */
  rowOf({ part, row_key }) {
    return this.tables.find(({ table }) => table.part === part)?.rows.find(({ row }) => row.key === row_key);
  }

  /** @param {DrawnTable} table that all that is known stands in it, said by nobody but a person */
  whole(table) {
    return this.box(
      placeOf("complete", table.table.part, "all_we_know"),
      this.form.words.whole,
      this.form.words.whole_note,
    );
  }

  /**
   * A box of the draft.
   * @param {string} place
   * @param {string} text
   * @param {string} [note]
   */
  box(place, text, note = "") {
    const box = h("input", { type: "checkbox", "data-focus": place });
    box.addEventListener("change", () => this.draft.type(place, box.checked ? TICKED : ""));
    this.boxes = [
      ...(this.boxes ?? []),
      () => {
        box.checked = this.draft.text(place, "") === TICKED;
      },
    ];
    return h("label", { class: "whole" }, box, h("span", {}, h("strong", {}, text), ` ${note}`));
  }

  /**
   * @param {import("./form_types.js").Place} place
   * @param {string} by
   */
  seen(place, by) {
    const { part } = rowOf(place);
    const title = this.tables.find(({ table }) => table.part === part)?.table.title ?? this.form.words.form;
    const words = this.form.words.colleague_in.replace("{by}", by || this.form.words.colleague);
    this.bar.beside(words.replace("{place}", title));
    clearTimeout(this.theirs);
    this.theirs = window.setTimeout(() => this.bar.beside(""), SEEN_FOR);
    this.checkSoon();
  }

  /** Asks what the rules say of the draft as it is kept. */
  async askCheck() {
    const cells = this.tables.flatMap((table) => table.rows.flatMap((row) => row.cells));
    const texts = new Map(cells.map(({ place, field }) => [place, this.draft.text(place, field.stands)]));
    const heard = await asked(this.form.addresses.check, this.draft.about());
    if (heard.outcome === "done") [this.checked, this.asChecked] = [heard.answer, texts];
    else this.bar.say(heard.message || this.form.words.no_check);
    this.paint();
    return heard.outcome === "done" ? /** @type {Checked} */ (heard.answer) : null;
  }

  /** Checks when the keys have rested for a while: not after each field of who fills in one after another. */
  checkSoon() {
    clearTimeout(this.checking);
    this.checking = window.setTimeout(() => this.checkQuietly(), RESTED);
  }

  async checkQuietly() {
    if (this.draft.ready().length) return;
    const checked = await this.askCheck();
    if (checked && this.isAsked) this.check.show(checked);
    this.again();
  }

  /** What was typed after the question which rows do not go along is asked about anew. */
  again() {
    this.sureOf = "";
    this.bar.label(this.form.words.hand_in);
  }

  /** The check that somebody asks for; null where not all is kept yet, and that is said. */
  async look() {
    this.bar.say("");
    this.bar.busy(true);
    const checked = (await this.draft.settle()) ? await this.askCheck() : null;
    this.bar.busy(false);
    if (this.draft.unsent.size) return this.unsettled();
    if (!checked) return null;
    this.isAsked = true;
    this.paint();
    this.check.show(checked);
    this.check.focus();
    return checked;
  }

  unsettled() {
    const [conflict] = this.draft.conflicts;
    this.bar.say(conflict ? this.form.words.choose_first : this.form.words.not_all_kept);
    const place = conflict ?? [...this.draft.unsent].find(([, one]) => one.refused !== undefined)?.[0];
    if (place) this.toPlace(place);
    return null;
  }

  /** Hands in: checked first, and once more asked where rows do not go along. */
  async handIn() {
    const said = this.sureOf;
    const checked = await this.look();
    if (!checked || checked.is_untouched || checked.outcome === "rejected") return;
    this.sureOf = `${checked.taken} ${checked.refused}`;
    if (checked.refused && said !== this.sureOf) {
      const { hand_in_rest, hand_in_rest_one } = this.form.words;
      this.bar.label(checked.taken === 1 ? hand_in_rest_one : hand_in_rest.replace("{count}", String(checked.taken)));
      this.bar.say(rows(checked, this.form.words));
      return;
    }
    this.bar.busy(true);
    this.isGoing = true;
    await this.draft.spend();
    const heard = await asked(this.form.addresses.hand_in, { ...this.draft.about(), key: this.draft.key });
    this.bar.busy(false);
    this.isGoing = heard.outcome === "done";
    if (this.isGoing) return this.handedIn(heard.answer.report ?? 0);
    this.bar.say(heard.message || this.form.words.not_handed_in);
    if (heard.outcome === "gone" || heard.outcome === "offline") await this.draft.look(); // it may have come all the same
  }

  /** @param {Problem} problem */
  jump(problem) {
    const row = this.rowOf(problem);
    if (!row) return;
    this.tables.find((one) => one.table === row.table)?.open();
    row.open();
    (row.cells.find(({ field }) => field.name === problem.field) ?? row.cells[0]).control.focus();
  }

  /** @param {import("./form_types.js").Place} place */
  toPlace(place) {
    this.jump({ severity: "error", rule: "", ...rowOf(place), text: "", remedy: {} });
  }
}
