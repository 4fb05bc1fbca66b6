// @ts-check
// Hands a file to the visitor: one that was made here, or a workbook as the server sends it.

import { h } from "../drawing/elements.js";

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * @param {string} text the workbook in base 64
 * @param {string} name
 */
export function saveWorkbook(text, name) {
  save(new Blob([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], { type: WORKBOOK }), name);
}
