// @ts-check
// A workbook (xlsx) of a table, made here: a zip of a few small XML files, stored as they are.

/** @typedef {[name: string, rows: (string | number)[][]]} Sheet */
/** @typedef {[value: number, bytes: number]} Field a number, and in how many bytes it is written */

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
const FIRST_DAY_OF_ZIP = 0x21; // 1 January 1980: a file that is made again is the same
const IN_UTF_8 = 0x800;
const LOCAL_HEAD = 0x04034b50;
const CENTRAL_HEAD = 0x02014b50;
const END = 0x06054b50;
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
// what XML cannot hold: the control characters but tab, line feed and carriage return
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** @param {Uint8Array<ArrayBuffer>} bytes */
function checksum(bytes) {
  const value = bytes.reduce((sum, byte) => (sum >>> 8) ^ CRC_TABLE[(sum ^ byte) & 255], 0xffffffff);
  return (value ^ 0xffffffff) >>> 0;
}

/**
 * Numbers as a zip has them: the lowest byte first.
 * @param {Field[]} fields
 */
function written(fields) {
  return Uint8Array.from(
    fields.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, place) => (value >>> (8 * place)) & 255)),
  );
}

/**
 * @param {Record<string, string>} files text by path
 */
function zipped(files) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const local = [];
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const central = [];
  const letters = new TextEncoder();
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, bytes] = [letters.encode(name), letters.encode(text)];
    /** @type {Field[]} version, flags, stored, time, day, checksum, both sizes, length of the path, nothing more */
    const facts = [
      [20, 2],
      [IN_UTF_8, 2],
      [0, 2],
      [0, 2],
      [FIRST_DAY_OF_ZIP, 2],
      [checksum(bytes), 4],
      [bytes.length, 4],
      [bytes.length, 4],
      [path.length, 2],
      [0, 2],
    ];
    const head = written([[LOCAL_HEAD, 4], ...facts]);
    local.push(head, path, bytes);
    central.push(written([[CENTRAL_HEAD, 4], [20, 2], ...facts, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), path);
    at += head.length + path.length + bytes.length;
  }
  const count = Object.keys(files).length;
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const end = written([
    [END, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [size, 4],
    [at, 4],
    [0, 2],
  ]);
  return new Blob([...local, ...central, end], { type: `${TYPE}.sheet` });
}

/** @type {Record<string, string>} */
const IN_XML = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const clean = (/** @type {string | number} */ text) =>
  String(text)
    .replace(UNWRITABLE, "")
    .replace(/[&<>"]/g, (sign) => IN_XML[sign]);
const declared = (/** @type {string} */ xml) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`;

/**
 * Whole numbers are numbers; every other cell is text and so can never be run as a formula.
 * @param {string | number} text
 */
const cell = (text) =>
  /^\d{1,15}$/.test(String(text))
    ? `<c><v>${text}</v></c>`
    : `<c t="inlineStr"><is><t xml:space="preserve">${clean(text)}</t></is></c>`;

/** @param {(string | number)[][]} rows */
const sheetOf = (rows) => {
  const lines = rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("");
  return declared(`<worksheet ${MAIN}><sheetData>${lines}</sheetData></worksheet>`);
};

/** @param {number} count of sheets */
function contentTypes(count) {
  const relations = "application/vnd.openxmlformats-package.relationships+xml";
  const sheets = Array.from(
    { length: count },
    (_, place) => `<Override PartName="/xl/worksheets/sheet${place + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`,
  );
  return declared(
    `<Types xmlns="${PACKAGE}/content-types">` +
      `<Default Extension="rels" ContentType="${relations}"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${sheets.join("")}</Types>`,
  );
}

/** @param {Sheet[]} sheets */
export function workbook(sheets) {
  const named = sheets.map(([name], place) => {
    const number = place + 1;
    return `<sheet name="${clean(name)}" sheetId="${number}" r:id="rId${number}"/>`;
  });
  const related = sheets.map((_, place) => {
    const number = place + 1;
    return `<Relationship Id="rId${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`;
  });
  const relations = (/** @type {string} */ inside) =>
    declared(`<Relationships xmlns="${PACKAGE}/relationships">${inside}</Relationships>`);
  /** @type {Record<string, string>} */
  const files = {
    "[Content_Types].xml": contentTypes(sheets.length),
    "_rels/.rels": relations(`<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/>`),
    "xl/workbook.xml": declared(`<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${named.join("")}</sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": relations(related.join("")),
  };
  sheets.forEach(([, rows], place) => {
    files[`xl/worksheets/sheet${place + 1}.xml`] = sheetOf(rows);
  });
  return zipped(files);
}
