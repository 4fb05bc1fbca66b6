// A figure as a picture that stands alone: its finding, its key, its drawings, its note and its letters.

import { h, NS, s } from "./elements.js";

export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// The drawings of a figure: the layers of a Plotly chart, or the pictures of our own parts.
export function drawings(host) {
  if (!host) return [];
  const found = [];
  for (const chart of host.querySelectorAll(".js-plotly-plot .svg-container"))
    found.push([...chart.querySelectorAll(":scope > svg.main-svg")]);
  for (const part of host.querySelectorAll("[data-testid=stBidiComponentIsolated]")) {
    const roots = [part, ...part.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean);
    for (const root of roots)
      for (const drawn of root.querySelectorAll("svg[role=img]")) found.push(Object.assign([drawn], { root }));
  }
  return found.filter((layers) => layers.length && layers[0].getBoundingClientRect().width > 0);
}

const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
  "dominant-baseline",
  "visibility",
  "display",
];

function standsAlone(drawn) {
  const copy = drawn.cloneNode(true);
  const [from, to] = [
    [drawn, ...drawn.querySelectorAll("*")],
    [copy, ...copy.querySelectorAll("*")],
  ];
  from.forEach((element, place) => {
    const style = getComputedStyle(element);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value && !value.startsWith('url("http')) to[place].style.setProperty(name, value);
    }
  });
  return copy;
}

// One SVG that stands alone: what the figure found, its drawings, and its note.
export async function picture(host, data) {
  const style = getComputedStyle(host);
  const background = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor;
  const found = drawings(host);
  const boxes = found.map(([first]) => first.getBoundingClientRect());
  const width = Math.ceil(Math.max(...boxes.map((box) => box.width), 480)) + 32;
  const whole = s("svg", { xmlns: NS, width, role: "img", "aria-label": data.finding });
  const write = (words, y, size, weight, most) => {
    const rows = wrapped(words, Math.floor((width - 32) / (size * most)));
    rows.forEach((row, place) =>
      whole.append(
        s(
          "text",
          {
            x: 16,
            y: y + place * size * 1.35,
            style: `font: ${weight} ${size}px "Source Sans", "Source Sans 3", sans-serif; fill: ${style.color}`,
          },
          row,
        ),
      ),
    );
    return y + rows.length * size * 1.35;
  };
  let y = write(data.finding, 34, 20, 600, 0.53);
  y = write(data.subtitle, y + 4, 14, 400, 0.47) + 4;
  found.forEach((layers, place) => {
    if (layers.root && found.findIndex((other) => other.root === layers.root) === place)
      y = writeKey(whole, layers.root, y, width);
    const inner = s("g", { transform: `translate(16 ${y})` });
    for (const layer of layers) inner.append(standsAlone(layer));
    whole.append(inner);
    y += boxes[place].height + 12;
  });
  y = write(data.note, y + 14, 13, 400, 0.47);
  whole.setAttribute("height", Math.ceil(y + 10));
  whole.setAttribute("viewBox", `0 0 ${width} ${Math.ceil(y + 10)}`);
  whole.prepend(s("style", {}, await fontFaces()), s("rect", { width: "100%", height: "100%", fill: background }));
  return new XMLSerializer().serializeToString(whole);
}

// The key above a drawing: its signs and words in rows.
function writeKey(whole, root, top, width) {
  let [x, y] = [16, top];
  const entries = [...root.querySelectorAll(".key li")];
  for (const entry of entries) {
    const wide = entry.getBoundingClientRect().width + 20;
    if (x > 16 && x + wide > width) [x, y] = [16, y + 24];
    const sign = entry.querySelector("svg");
    const style = getComputedStyle(entry);
    whole.append(
      s("g", { transform: `translate(${x} ${y})` }, standsAlone(sign)),
      s(
        "text",
        {
          x: x + 25,
          y: y + 15,
          style: `font: 400 14px "Source Sans", "Source Sans 3", sans-serif; fill: ${style.color}`,
        },
        entry.textContent.trim(),
      ),
    );
    x += wide;
  }
  return entries.length ? y + 34 : top;
}

function wrapped(words, most) {
  const rows = [""];
  for (const word of words.split(" ")) {
    const last = rows[rows.length - 1];
    if (!last || `${last} ${word}`.length <= most) rows[rows.length - 1] = last ? `${last} ${word}` : word;
    else rows.push(word);
  }
  return rows;
}

// The letters of the page, so that a picture reads the same elsewhere.
async function fontFaces() {
  const faces = [];
  for (const sheet of document.styleSheets) {
    let rules;
    try {
      rules = [...sheet.cssRules];
    } catch {
      continue;
    } // another host's sheet cannot be read
    for (const rule of rules) {
      if (
        !(rule instanceof CSSFontFaceRule) ||
        !/Source Sans/.test(rule.style.fontFamily) ||
        /italic/.test(rule.style.fontStyle)
      )
        continue;
      const source = rule.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/);
      if (!source) continue;
      const answer = await fetch(new URL(source[1], sheet.href ?? document.baseURI));
      const bytes = new Uint8Array(await answer.arrayBuffer());
      let text = "";
      for (let from = 0; from < bytes.length; from += 32_768)
        text += String.fromCharCode(...bytes.subarray(from, from + 32_768));
      faces.push(
        `@font-face { font-family: ${rule.style.fontFamily}; font-weight: ${rule.style.fontWeight || "200 900"}; src: url(data:font/woff2;base64,${btoa(text)}) format("woff2"); }`,
      );
    }
  }
  return faces.join("\n");
}

export function pixels(text) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => {
      const canvas = h("canvas", { width: image.width * 2, height: image.height * 2 });
      const pen = canvas.getContext("2d");
      pen.scale(2, 2);
      pen.drawImage(image, 0, 0);
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    };
    image.onerror = () => reject(new Error("the picture could not be drawn"));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  });
}
