// @ts-check
// Asks the server for the workbook of what the atlas shows by now, and hands it to the visitor when it comes; nothing is
// drawn here.
// data: the workbook that was asked for last, null where none was, and by which number it was asked.

import { saveWorkbook } from "../../../figure/saving.js";

/** @typedef {{ stand: string, stap: string, finding: string, subtitle: string, note: string }} Shown */
/** @typedef {{ asked: number, file: string | null }} Sent */

/** @type {((asked: Shown & { asked: number }) => void) | null} */
let send = null;
/** @type {{ asked: number, name: string } | null} */
let waiting = null;
let many = 0;

/**
 * @param {Shown} shown
 * @param {string} name of the file
 */
export function askWorkbook(shown, name) {
  many += 1;
  waiting = { asked: many, name };
  send?.({ ...shown, asked: many });
}

/** @param {import("../../../drawing/mounting.js").Component<Sent>} component */
export default function atlasWorkbook({ data, setTriggerValue }) {
  send = (asked) => setTriggerValue("ask", asked);
  if (data.file === null || waiting?.asked !== data.asked) return;
  saveWorkbook(data.file, waiting.name);
  waiting = null;
}
