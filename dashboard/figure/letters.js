// @ts-check
// The letters of the page inside a picture, so that it reads the same elsewhere.

export const LETTERS = '"Source Sans", "Source Sans 3", sans-serif';

/** The faces of the page, each with its letters in it. */
export async function fontFaces() {
  const faces = [];
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const family = rule.style.getPropertyValue("font-family");
      if (!/Source Sans/.test(family) || /italic/.test(rule.style.getPropertyValue("font-style"))) continue;
      const source = rule.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/);
      if (!source) continue;
      const letters = await inBase64(new URL(source[1], sheet.href ?? document.baseURI));
      const weight = rule.style.getPropertyValue("font-weight") || "200 900";
      const from = `url(data:font/woff2;base64,${letters}) format("woff2")`;
      faces.push(`@font-face { font-family: ${family}; font-weight: ${weight}; src: ${from}; }`);
    }
  }
  return faces.join("\n");
}

/** @param {CSSStyleSheet} sheet */
function rulesOf(sheet) {
  try {
    return [...sheet.cssRules];
  } catch {
    return []; // another host's sheet cannot be read
  }
}

/** @param {URL} address */
async function inBase64(address) {
  const answer = await fetch(address);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const atOnce = 32_768; // more arguments than this a call may not take
  let text = "";
  for (let from = 0; from < bytes.length; from += atOnce) {
    text += String.fromCharCode(...bytes.subarray(from, from + atOnce));
  }
  return btoa(text);
}
