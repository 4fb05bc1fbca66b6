// A workbook (xlsx) of a table, made here: a zip of a few small XML files, stored as they are.
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
const checksum = (bytes) =>
  (bytes.reduce((value, byte) => (value >>> 8) ^ CRC_TABLE[(value ^ byte) & 255], 0xffffffff) ^ 0xffffffff) >>> 0;
const FIRST_DAY_OF_ZIP = 0x21; // 1 January 1980: a file that is made again is the same
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

function zipped(files) {
  const [local, central] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, bytes] = [name, text].map((one) => new TextEncoder().encode(one));
    const facts = [
      [20, 2],
      [0x800, 2],
      [0, 2],
      [0, 2],
      [FIRST_DAY_OF_ZIP, 2],
      [checksum(bytes), 4],
      [bytes.length, 4],
      [bytes.length, 4],
      [path.length, 2],
      [0, 2],
    ];
    const head = numbered32([[0x04034b50, 4], ...facts]);
    local.push(head, path, bytes);
    central.push(numbered32([[0x02014b50, 4], [20, 2], ...facts, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), path);
    at += head.length + path.length + bytes.length;
  }
  const count = Object.keys(files).length;
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const end = numbered32([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [count, 2],
    [count, 2],
    [size, 4],
    [at, 4],
    [0, 2],
  ]);
  return new Blob([...local, ...central, end], {
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  });
}

function numbered32(fields) {
  return Uint8Array.from(
    fields.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, place) => (value >>> (8 * place)) & 255)),
  );
}

// `sheets`: [name, rows of texts]. Every cell is text and so can never be run as a formula.
export function workbook(sheets) {
  const clean = (text) =>
    String(text)
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
      .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
  const declared = (xml) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`;
  const cell = (text) =>
    /^\d{1,15}$/.test(String(text))
      ? `<c><v>${text}</v></c>`
      : `<c t="inlineStr"><is><t xml:space="preserve">${clean(text)}</t></is></c>`;
  const each = (made) => sheets.map((sheet, place) => made(sheet, place + 1)).join("");
  const files = {
    "[Content_Types].xml": declared(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}</Types>`,
    ),
    "_rels/.rels": declared(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    "xl/workbook.xml": declared(
      `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${each(([name], n) => `<sheet name="${clean(name)}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": declared(
      `<Relationships xmlns="${PACKAGE}/relationships">${each((_, n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}</Relationships>`,
    ),
  };
  sheets.forEach(([, rows], place) => {
    files[`xl/worksheets/sheet${place + 1}.xml`] = declared(
      `<worksheet ${MAIN}><sheetData>${rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`,
    );
  });
  return zipped(files);
}
