// @ts-check
// What Python hands to the atlas: every municipality on every step in every month, packed, and all its words. And what
// a visitor did with it. Types alone; nothing here is run.

/** @typedef {{ none?: string, one: string, many: string }} Counted a text that differs with its number */
/** @typedef {[value: string, text: string]} Option */
/**
 * A month end, or the as-of date itself. `number`: the day, counted from the first day of the register.
 * @typedef {{ value: string, label: string, day: string, number: number }} Moment
 */
/** @typedef {{ value: string, number: number, short: string, name: string, title: string }} Step */
/** @typedef {{ month: string, day: string, step: string, step_name: string }} Page what the rest of the page shows */
/**
 * Everything by municipality, in one order: columns. `q` and `r` place it on the map, or are null; `sizes` from 1 to 8.
 * @typedef {object} Municipalities
 * @property {string[]} codes
 * @property {string[]} names
 * @property {number[]} sort_names their rank by name
 * @property {number[]} provinces places in `province_names`
 * @property {(number | null)[]} sizes
 * @property {(number | null)[]} inhabitants
 * @property {(number | null)[]} variants
 * @property {(number | null)[]} q
 * @property {(number | null)[]} r
 */
/**
 * One step by month: the level of its curve, and how that reads.
 * @typedef {{ level: (number | null)[], is_estimate: boolean[], words: string[], bounds: string[] }} Shares
 */
/** @typedef {{ grid: [width: number, height: number], rings: Record<string, string> }} Boundaries packed, by code */
/** @typedef {"code" | "name" | "province" | "step" | "standing" | "stale" | "reported" | "finished"} ColumnName */
/** @typedef {"furthest" | "step" | "name" | "province" | "size"} Sort */
/**
 * What is one text each; a name in braces is filled in here.
 * @typedef {"all" | "yes" | "no" | "never" | "stale" | "note" | "alt" | "apart_month" | "apart_step" | "beside"
 *   | "boundaries" | "choose" | "finished_of" | "form_boundaries" | "form_hexagons" | "forms" | "hexagons" | "hint"
 *   | "hint_touch" | "lit" | "look_back" | "map_keys" | "matrix_alt" | "matrix_keys" | "missing" | "next_month"
 *   | "nobody" | "on_step" | "open" | "outside" | "pause" | "play" | "printed" | "sort" | "steps_finished"
 *   | "subtitle" | "subtitle_all" | "whole_month" | "whole_step" | "step_unsaid" | "all_unsaid" | "table" | "download" | "how" | "sideways"
 *   | "download_table" | "download_picture" | "csv" | "xlsx" | "svg" | "png" | "link" | "link_copied" | "link_here"
 *   | "account" | "told_finding" | "told_subtitle" | "told_note" | "unplaced"} Word
 */
/**
 * Where a municipality stands, or that it is not there.
 * @typedef {import("../../../drawing/status_scale.js").Standing | "absent"} Kind
 */
/**
 * @typedef {object} MoreWords
 * @property {Record<Kind, string>} standing
 * @property {string[]} months
 * @property {Record<"step_is" | "step_was" | "all_is" | "all_was" | "unknown", Counted>} finding
 * @property {Counted} municipalities
 * @property {Counted} report
 * @property {{ estimate: string, observed: string, none: string, few: string }} curve
 * @property {{ furthest: Counted, step: Counted, name: Counted, silent: Counted }} under
 * @property {Record<ColumnName, string>} columns
 */
/** @typedef {Record<Word, string> & MoreWords} Words */
/**
 * @typedef {object} AtlasData
 * @property {string} chosen the filters as they stand in the address
 * @property {Moment[]} moments
 * @property {Page} page
 * @property {number} followed the place of the step that is drawn over time where all steps are chosen
 * @property {Step[]} steps
 * @property {Municipalities} municipalities
 * @property {string[]} province_names
 * @property {string[]} size_names
 * @property {string} states packed, by month
 * @property {string} reported packed, by month: the day of the newest report, or 0
 * @property {string[] | null} inside by month, "1" for each municipality that the filters choose; null for all
 * @property {Shares[]} shares by step
 * @property {number} stale_after_days
 * @property {string | null} own_code
 * @property {number | null} own its place among the municipalities
 * @property {{ members: number[] } | null} peers
 * @property {{ label: string, options: Option[] }[]} highlights
 * @property {[value: Sort, text: string][]} sorts
 * @property {{ all: import("../../../drawing/signs.js").Key, step: import("../../../drawing/signs.js").Key }} key
 * @property {[term: string, text: string][]} how
 * @property {string} account the query of the address of its account
 * @property {string} link the query of an address that shows exactly this page
 * @property {[term: string, text: string][]} origin what a file says; {day} and {link} are filled in here
 * @property {string} file what a file is called, before its day
 * @property {Words} words
 * @property {Boundaries | null} boundaries
 */
/**
 * What a visitor did with the atlas; it stays while the page moves around it.
 * @typedef {object} Memory
 * @property {Page} [page] the page that these were taken from
 * @property {string} month
 * @property {string} step a number, or all
 * @property {string | null} code the municipality that is pointed at
 * @property {number | null} row the step that is pointed at in the matrix
 * @property {Sort} sort
 * @property {string} lit who is highlighted
 * @property {"hexagons" | "boundaries"} form
 * @property {string | null} panel what stands open under the atlas
 * @property {boolean} [isMeant] whether a link asked for this figure
 * @property {number | null} playing the timer of the months that go by
 * @property {number} [settling] the timer of the address
 * @property {number} [speaking] the timer of what is said aloud
 * @property {number} [idle] what is prepared in idle moments
 * @property {number} drawn how often
 * @property {Map<string, number[]>} room heights of sentences, by what they were measured for
 * @property {import("./atlas_payload.js").Packed} [packed] what was unpacked last, and from what
 */
/** @typedef {import("./atlas_payload.js").Land} Land */
/** @typedef {import("./atlas_words.js").Saying} Saying */
/**
 * The atlas as its pieces know it. A moment is the place of a month, a step the place of a step (-1 for all), a `who`
 * the place of a municipality.
 * @typedef {object} Atlas
 * @property {AtlasData} data
 * @property {Memory} memory
 * @property {Land} land
 * @property {Saying} say
 * @property {number | null} own
 * @property {(trigger: "open" | "page", value: unknown) => void} send
 * @property {() => number} moment
 * @property {() => number} step
 * @property {() => number | null} who is pointed at
 * @property {(who: number) => boolean} isLit
 * @property {() => string} subtitle
 * @property {() => string} alt
 * @property {() => string} matrixAlt
 * @property {() => void} open the page of the municipality that is pointed at
 * @property {() => void} settled the visitor has come to rest at this month and this step
 * @property {(moment: number) => void} goTo
 * @property {(step: string) => void} choose
 * @property {(lit: string) => void} light
 * @property {(sort: Sort) => void} sort
 * @property {(who: number | null, row?: number | null) => void} pointAt
 * @property {(form: "hexagons" | "boundaries") => void} takeForm
 */
/**
 * What it may hold at most.
 * @typedef {[element: HTMLElement, contents: () => import("../../../drawing/elements.js").Child[]]} Sentence
 */

export {};
