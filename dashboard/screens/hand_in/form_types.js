// @ts-check
// What the form is handed, and what it hears of its draft; no code.

/** @typedef {"standing" | "date" | "count" | "number" | "choice" | "text"} Kind */
/**
 * @typedef {object} Field
 * @property {string} name its Dutch column
 * @property {Kind} kind
 * @property {string} label
 * @property {string} unit "" for none
 * @property {string} help
 * @property {string} before what was said of it last
 * @property {string} stands what it is filled in with: of a refused row what was written there
 * @property {[text: string, word: string][]} choices
 */
/**
 * `tenths`: p10, p25, p50, p75 and p90 on a scale from 0 to 1.
 * @typedef {object} Usual
 * @property {string} title
 * @property {string} words
 * @property {number[]} tenths
 * @property {[low: string, high: string]} ends
 * @property {string} middle
 * @property {number | null} own
 * @property {string} own_word
 */
/**
 * @typedef {object} Row
 * @property {string} key
 * @property {string} number
 * @property {string} title
 * @property {Field[]} fields
 * @property {boolean} is_refused it was refused and waits
 * @property {Field[]} more where the row is opened
 * @property {[question: string, answer: string][]} meaning
 * @property {{ heads: string[], rows: string[][] }} before
 * @property {Usual | null} usual
 */
/** @typedef {{ part: string, sheet: string, title: string, about: string, rows: Row[] }} Table */
/** @typedef {Record<string, string>} Words */
/**
 * @typedef {object} Form
 * @property {string} code
 * @property {string} name
 * @property {string} reporting_date
 * @property {string} hand whose hand types
 * @property {string} language
 * @property {{ draft: string, save: string, check: string, hand_in: string }} addresses
 * @property {Table[]} tables
 * @property {[text: string, sign: string, word: string][]} standings
 * @property {string} said_on when was reported last, "" for never
 * @property {string} minutes said of this day already, "" for none
 * @property {string} may_hand_in "" or the reason why not
 * @property {Words} words
 */

/** @typedef {string} Place part, row and field of a draft, as `placeOf` writes them */
/** @typedef {{ text: string, version: number, by: string, at: string }} Typed */
/** `rests_on`: the version that was seen; `theirs`: what stands there instead; `refused`: why it was not kept. */
/** @typedef {{ text: string, rests_on: number, theirs?: Typed, refused?: string }} Unsent */
/** @typedef {{ part: string, row_key: string, field: string } & Typed} Sent */
/** @typedef {{ version: number, key: string, used_seconds: number, fields: Sent[] }} Answer */
/**
 * One problem of a receipt with the place in the form that it is about.
 * @typedef {object} Problem
 * @property {"error" | "warning"} severity
 * @property {string} rule
 * @property {string} part "" where it is about the whole
 * @property {string} row_key
 * @property {string} field "" where it is about the row
 * @property {string} text
 * @property {Record<string, string>} remedy what was most likely meant, by field
 */
/** @typedef {{ number: string, title: string, before: string, after: string, words: string }} Moved a step */
/** @typedef {{ label: string, before: string, after: string }} Changed a figure of the own page */
/**
 * @typedef {object} Checked
 * @property {string} outcome
 * @property {number} taken rows that would be taken in
 * @property {number} refused
 * @property {Problem[]} problems
 * @property {Moved[]} steps
 * @property {Changed[]} figures
 * @property {boolean} is_untouched
 */

export {};
