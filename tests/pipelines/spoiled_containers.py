"""Files that are no honest container: bombs, lies about sizes, parts twice, passwords, links."""

import random
import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

from tests.pipelines.made_files import (
    edited,
    ods,
    ods_cell,
    ole_file,
    ole_stream,
    packed,
    parts_of,
    sheet_xlsx,
    with_named_parts,
    xls,
    xlsx,
)

ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9))
    + b"]><x>&j;</x>"
)
FILE_ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
RELATIONSHIPS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%b</Relationships>'
)


def sparse(megabytes: int, random_bytes: int) -> bytes:
    """Bytes that pack to about 1/60 of their size: below the ratio that is refused."""
    numbers = random.Random(1)
    return b"".join(numbers.randbytes(random_bytes) + bytes(65_536 - random_bytes) for _ in range(megabytes * 16))


def lie(size: int, declared: int) -> bytes:
    """An archive with a part that is larger than it says, in the local header and in the directory."""
    real = with_named_parts(xlsx(), {"xl/media/image1.png": bytes(size)})
    return real.replace(struct.pack("<I", size), struct.pack("<I", declared))


def overlapping() -> bytes:
    """Two entries that share the same packed bytes."""
    data = zlib.compress(b"x" * 1000)[2:-4]
    crc = zlib.crc32(b"x" * 1000)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(data), 1000, 1, 0) + b"a" + data
    entries = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(data), 1000, 1, 0, 0, 0, 0, 0, 0) + name
        for name in (b"a", b"b")
    )
    return local + entries + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, len(entries), len(local), 0)


def twice_the_same_name() -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        archive.writestr("xl/workbook.xmL", b"<b/>")
    return content.getvalue()


def many_parts() -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for number in range(60_000):
            archive.writestr(f"{number}", b"")
    return content.getvalue()


def nested(depth: int) -> bytes:
    inner = packed({"bom.bin": bytes(5_000_000)})
    for _ in range(depth):
        inner = packed({"binnen.zip": inner})
    return with_named_parts(xlsx(), {"xl/embeddings/package1.zip": inner})


def nested_deep_and_small() -> bytes:
    inner = b"niets"
    for _ in range(4):
        inner = packed({"binnen.zip": inner})
    return with_named_parts(xlsx(), {"xl/embeddings/package1.zip": inner})


def encrypted_entry() -> bytes:
    content = bytearray(xlsx())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(sign)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(sign, place + 4)
    return bytes(content)


def encrypted_ods() -> bytes:
    return edited(
        ods(), "META-INF/manifest.xml", b"</manifest:manifest>",
        b'<manifest:file-entry manifest:full-path="x.xml" manifest:media-type="text/xml"><manifest:encryption-data '
        b'manifest:checksum="x"/></manifest:file-entry></manifest:manifest>',
    )  # fmt: skip


def wholly_encrypted_ods() -> bytes:
    """As LibreOffice does it since 24.8: one part with the encrypted package, and the manifest says so."""
    entry = (
        b'<manifest:file-entry manifest:full-path="encrypted-package" manifest:size="9000"><manifest:encryption-data>'
        b'<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm"/>'
        b"</manifest:encryption-data></manifest:file-entry></manifest:manifest>"
    )
    parts = parts_of(edited(ods(), "META-INF/manifest.xml", b"</manifest:manifest>", entry))
    kept = {name: parts[name] for name in ("mimetype", "META-INF/manifest.xml")}
    return packed({**kept, "encrypted-package": random.Random(1).randbytes(9000)})


def xls_with_record(kind: int, data: bytes) -> bytes:
    """An XLS with one record more, after the first."""
    stream = ole_stream(xls())
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    record = struct.pack("<HH", kind, len(data)) + data
    return ole_file(stream[:first] + record + stream[first:])


def xls_with_numbers(*changes: tuple[int, int]) -> bytes:
    """An XLS in which these places (in bytes from the beginning) hold other numbers of four bytes."""
    content = bytearray(xls())
    for place, number in changes:
        struct.pack_into("<I", content, place, number)
    return bytes(content)


def first_table() -> int:
    """Where in an XLS the table stands that says which sector follows which."""
    return 512 * (struct.unpack_from("<I", xls(), 76)[0] + 1)


def directory_entry(number: int) -> int:
    """Where in an XLS an entry of the directory stands: the root first, then the workbook."""
    return 512 * (struct.unpack_from("<I", xls(), 48)[0] + 1) + 128 * number


def related(target: str, kind: str) -> bytes:
    relationship = f'<Relationship Id="rId9" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    return with_named_parts(xlsx(), {"xl/worksheets/_rels/sheet9.xml.rels": RELATIONSHIPS % relationship.encode()})


def long_xlsx(row_count: int) -> bytes:
    header = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{name}</t></is></c>'
        for letter, name in zip("ABCD", ["gemeentecode", "peildatum", "stap", "status"], strict=True)
    )
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>363</v></c><c r="B{row}"><v>46022</v></c><c r="C{row}"><v>{row % 11 + 1}</v>'
        f'</c><c r="D{row}" t="inlineStr"><is><t>gestart</t></is></c></row>'
        for row in range(2, row_count + 2)
    )
    return sheet_xlsx(f'<row r="1">{header}</row>{rows}'.encode())


def two_cells(letters: str, row: int) -> bytes:
    last = f'<row r="{row}"><c r="{letters}{row}"><v>1</v></c></row>'
    return sheet_xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>' + last.encode())


def repeated_text(cell_count: int) -> bytes:
    """One long text that many cells point to."""
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, cell_count + 1))
    return sheet_xlsx(rows.encode(), shared_texts=["tekst " * 5000])


def ods_repeating(text: str, rows: int, columns: int) -> bytes:
    cell = ods_cell(text, numbercolumnsrepeated=str(columns))
    made = ods({"blad": [["x"], [cell]]})
    content = parts_of(made)["content.xml"]
    place = content.rindex(b"<table:table-row>", 0, content.index(b"number-columns-repeated"))
    changed = content[:place] + content[place:].replace(
        b"<table:table-row>", f'<table:table-row table:number-rows-repeated="{rows}">'.encode(), 1
    )
    return with_named_parts(made, {"content.xml": changed})


def ods_linked() -> bytes:
    source = b'<table:table-source xlink:href="file:///x.ods" xlink:type="simple"/>'
    made = ods()
    content = parts_of(made)["content.xml"]
    place = content.index(b">", content.index(b"<table:table ")) + 1
    return with_named_parts(made, {"content.xml": content[:place] + source + content[place:]})
