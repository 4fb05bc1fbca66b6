// @ts-check
// The draft as this window knows it: what the server keeps, what was typed here and is on its way, and what a colleague
// typed meanwhile. Nothing typed is let go before it is acknowledged.

import { found, keep, keyOf } from "./form_kept.js";
import { editOf, isBox, placeOf } from "./form_places.js";
import { asked } from "./form_sending.js";

/** @typedef {import("./form_types.js").Place} Place */
/** @typedef {import("./form_types.js").Typed} Typed */
/** @typedef {import("./form_types.js").Unsent} Unsent */
/** @typedef {"empty" | "saved" | "typing" | "saving" | "offline" | "session" | "barred" | "refused" | "later"} Standing */

const PAUSE = 700; // ms without a key before what was typed is sent
const LOOKS_EVERY = 8_000; // ms, for what colleagues typed
const AGAIN_AFTER = [1_000, 2_000, 4_000, 8_000, 15_000]; // ms, while there is no connection

/** A draft and its way to the server and back. */
export class Draft {
  /**
   * @param {import("./form_types.js").Form} form
   * @param {(back?: number) => number} used how many seconds it was in use since this was asked last; what comes back counts
   */
  constructor(form, used) {
    this.form = form;
    this.used = used;
    this.key = "";
    this.version = 0;
    this.usedSeconds = 0;
    /** @type {Map<Place, Typed>} */
    this.typed = new Map();
    /** @type {Map<Place, Unsent>} */
    this.unsent = new Map(found(keyOf(form)));
    /** @type {Standing} */
    this.standing = "empty";
    this.message = "";
    this.isKept = true;
    /** @type {Date | null} when the server last said that all is kept */
    this.savedAt = null;
    /** @type {Place | null} where the cursor is: what a colleague types there waits */
    this.held = null;
    this.isBehind = false; // that a colleague typed there meanwhile
    /** @type {(place: Place, by: string) => void} where a colleague typed */
    this.onTheirs = () => {};
    this.onAnother = () => {}; // somebody handed it in
    this.onChange = () => {};
    this.onSaved = () => {};
    this.isRead = false;
    this.failed = 0;
    /** @type {Promise<boolean> | null} */
    this.sending = null;
    this.timer = 0;
    this.isOver = false;
  }

  /**
   * What stands in a field: what was typed here, else in the draft, else what it was filled in with.
   * @param {Place} place
   * @param {string} before
   */
  text(place, before) {
    return this.unsent.get(place)?.text ?? this.typed.get(place)?.text ?? before;
  }

  /** @param {Place} place whether somebody filled it in, were it with nothing */
  isTyped(place) {
    return this.unsent.has(place) || this.typed.has(place);
  }

  /**
   * Keeps what was typed, and sends it when the keys rest.
   * @param {Place} place
   * @param {string} text
   */
  type(place, text) {
    const before = this.unsent.get(place);
    const rests_on = before?.rests_on ?? this.versionOf(place);
    this.unsent.set(place, { text, rests_on, theirs: before?.theirs });
    this.keepUnsent();
    this.standing = "typing";
    this.after(PAUSE);
    this.onChange();
  }

  /**
   * Of two texts of one field: what is chosen rests on what the colleague typed.
   * @param {Place} place
   * @param {string} text
   */
  choose(place, text) {
    const theirs = this.unsent.get(place)?.theirs;
    if (!theirs) return;
    if (text === theirs.text) this.unsent.delete(place);
    else this.unsent.set(place, { text, rests_on: theirs.version });
    this.keepUnsent();
    this.after(0);
    this.onChange();
  }

  /** The fields of which two texts wait for a choice. */
  get conflicts() {
    return [...this.unsent].filter(([, one]) => one.theirs).map(([place]) => place);
  }

  keepUnsent() {
    this.isKept = keep(keyOf(this.form), this.unsent);
  }

  /** @param {number} pause */
  after(pause) {
    clearTimeout(this.timer);
    if (!this.isOver) this.timer = window.setTimeout(() => this.goOn(), pause);
  }

  /** Sends what waits, or looks what colleagues typed; and comes back for it. */
  async goOn() {
    const waits = this.ready().length > 0;
    if (waits || document.visibilityState === "visible") await (waits ? this.send() : this.look());
    const pause = AGAIN_AFTER[Math.min(this.failed, AGAIN_AFTER.length) - 1];
    this.after(this.failed ? pause : this.ready().length ? PAUSE : LOOKS_EVERY);
  }

  /** What can be sent: of two texts one is chosen first, and what was refused is changed first. */
  ready() {
    return [...this.unsent].filter(([, one]) => !one.theirs && one.refused === undefined);
  }

  /** Whether all that was typed is kept by the server now. */
  async settle() {
    while (this.ready().length) if (!(await this.send())) return false;
    return this.unsent.size === 0;
  }

  /** Tells how long the form was in use, where nothing else has to be sent. */
  async spend() {
    const seconds = this.used();
    const heard = await asked(this.form.addresses.save, { ...this.about(), edits: [], used_seconds: seconds });
    if (heard.outcome !== "done") this.used(seconds);
    else this.take(heard.answer, new Set());
  }

  /** @returns {Promise<boolean>} */
  send() {
    if (this.sending) return this.sending;
    const going = this.sent(this.ready()).finally(() => {
      this.sending = null;
    });
    this.sending = going;
    return going;
  }

  /**
   * @param {[Place, Unsent][]} going
   * @returns {Promise<boolean>}
   */
  async sent(going) {
    if (!going.length) return true;
    this.standing = "saving";
    this.onChange();
    const seconds = this.used();
    const heard = await asked(this.form.addresses.save, {
      ...this.about(),
      edits: going.map(editOf),
      used_seconds: seconds,
    });
    if (heard.outcome === "done") return this.acknowledged(going, heard.answer);
    if (seconds) this.used(seconds);
    if (heard.outcome === "refused" && going.length > 1) return this.oneByOne(going);
    if (heard.outcome === "refused") this.refuse(going[0], heard.message);
    return this.fail(heard);
  }

  /**
   * So that one field that is refused keeps no other from being kept.
   * @param {[Place, Unsent][]} going
   * @returns {Promise<boolean>}
   */
  async oneByOne(going) {
    let isWhole = true;
    for (const one of going) isWhole = (await this.sent([one])) && isWhole;
    return isWhole;
  }

  /**
   * @param {[Place, Unsent]} one
   * @param {string} message
   */
  refuse([place, one], message) {
    const now = this.unsent.get(place);
    if (now === one) now.refused = message;
  }

  about() {
    return { gemeente: this.form.code, peildatum: this.form.reporting_date, hand: this.form.hand };
  }

  /**
   * @param {[Place, Unsent][]} going
   * @param {import("./form_types.js").Answer & { stale: import("./form_types.js").Sent[] }} answer
   */
  acknowledged(going, answer) {
    const stale = new Set(answer.stale.map((one) => placeOf(one.part, one.row_key, one.field)));
    const kept = new Map(answer.fields.map((one) => [placeOf(one.part, one.row_key, one.field), one]));
    for (const [place, one] of going) {
      const now = this.unsent.get(place);
      const version = kept.get(place)?.version ?? 0;
      if (stale.has(place) && isBox(place))
        this.unsent.delete(place); // it is seen how it stands, and ticked again at will
      else if (stale.has(place)) this.unsent.set(place, { ...(now ?? one), theirs: kept.get(place) });
      else if (now === one) this.unsent.delete(place);
      else if (now) now.rests_on = version;
    }
    this.keepUnsent();
    this.take(answer, new Set(going.map(([place]) => place)));
    this.onSaved();
    return !this.conflicts.length;
  }

  /**
   * The draft as the server has it. `own`: what was just typed here; what else is new a colleague typed.
   * @param {import("./form_types.js").Answer} answer
   * @param {Set<Place>} own
   */
  take(answer, own) {
    const wasRead = this.isRead; // what was there at first is nobody's at this moment
    const isAnother = this.key !== "" && answer.key !== this.key; // handed in meanwhile: what is left is of the next
    this.isRead = true;
    const there = new Map(answer.fields.map((one) => [placeOf(one.part, one.row_key, one.field), one]));
    /** @type {(place: Place) => boolean} */
    const isFree = (place) => place !== this.held && !this.unsent.has(place);
    const theirs = [...there].filter(([place, one]) => !own.has(place) && one.version > this.versionOf(place));
    this.isBehind ||= theirs.some(([place]) => place === this.held);
    if (isAnother) for (const place of this.typed.keys()) if (!there.has(place)) this.typed.delete(place);
    for (const [place, one] of there) if (own.has(place) || isFree(place)) this.typed.set(place, one);
    [this.key, this.version, this.usedSeconds] = [answer.key, answer.version, answer.used_seconds];
    [this.failed, this.message] = [0, ""];
    this.standing = this.ready().length ? "typing" : this.unsent.size ? "refused" : there.size ? "saved" : "empty";
    if (own.size) this.savedAt = new Date();
    else if (there.size) this.savedAt ??= newest(answer.fields);
    this.onChange();
    if (isAnother) this.onAnother();
    else if (wasRead && theirs.length) this.onTheirs(theirs[0][0], theirs[0][1].by);
  }

  /** @param {Place | null} place where the cursor is now; what waited for it to leave is taken then */
  hold(place) {
    this.held = place;
    if (place !== null || !this.isBehind) return;
    this.isBehind = false;
    this.after(0);
  }

  /** @param {Place} place the version that is seen here */
  versionOf(place) {
    return this.typed.get(place)?.version ?? 0;
  }

  /** What colleagues typed. */
  async look() {
    const heard = await asked(`${this.form.addresses.draft}&${new URLSearchParams(this.about())}`, null);
    if (heard.outcome !== "done") return this.fail(heard);
    this.take(heard.answer, new Set());
    return true;
  }

  /** @param {import("./form_sending.js").Heard} heard */
  fail(heard) {
    this.failed += 1;
    this.standing = heard.outcome === "done" || heard.outcome === "gone" ? "later" : heard.outcome;
    this.message = heard.message;
    this.onChange();
    return false;
  }

  /** @param {Draft} before the draft of this page as it was drawn before: what was on its way goes on from here */
  takeOver(before) {
    if (keyOf(before.form) === keyOf(this.form)) for (const [place, one] of before.unsent) this.unsent.set(place, one);
  }

  /** Begins: what was left unsent in this browser goes first. */
  begin() {
    const again = () => this.after(0);
    const leave = () => document.visibilityState === "hidden" && this.send();
    addEventListener("online", again);
    document.addEventListener("visibilitychange", leave);
    this.look().then(() => this.after(0));
    return () => {
      this.isOver = true;
      clearTimeout(this.timer);
      this.send();
      removeEventListener("online", again);
      document.removeEventListener("visibilitychange", leave);
    };
  }
}

/** @param {import("./form_types.js").Sent[]} fields */
const newest = (fields) => new Date(Math.max(...fields.map((one) => Date.parse(one.at))));
