"""Whatever comes in: a file is read or refused, and nothing else happens."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.format.raw import FileRejected, RawFile
from pipelines.reading.kinds.ods_cell import overlay
from pipelines.reading.received_file import read_file
from pipelines.reading.tables.number_formats import NumberFormat
from tests.pipelines.made_files import csv_file, ods, parts_of, with_named_parts, xls, xlsx

VALID = {"csv": csv_file(), "utf-16": csv_file(encoding="utf-16"), "xlsx": xlsx(), "ods": ods(), "xls": xls()}
STARTS = [
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"sep=;\n",
    b"",
]
XML_PARTS = [
    (name, part)
    for name, archive in (("xlsx", VALID["xlsx"]), ("ods", VALID["ods"]))
    for part in parts_of(archive)
    if part.endswith((".xml", ".rels"))
]
edits = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 4)), min_size=1, max_size=6)


def is_read_or_refused(content: bytes) -> bool:
    try:
        return isinstance(read_file(content, "opgave"), RawFile)
    except FileRejected as rejected:
        return bool(rejected.message("nl") and rejected.remedy("en"))


def mutated(content: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    """Bytes put in and taken out at places between the beginning (0) and the end (1)."""
    for place, new, removed in changes:
        start = int(place * len(content))
        content = content[:start] + new + content[start + removed :]
    return content


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_arbitrary_bytes_are_read_or_refused(start: bytes, rest: bytes) -> None:
    assert is_read_or_refused(start + rest)


@settings(deadline=None, max_examples=75)
@given(st.text(alphabet=st.sampled_from('"";,\t\r\n=ab1é\u200b\x00'), max_size=200))
def test_arbitrary_text_below_a_header_is_read_or_refused(text: str) -> None:
    assert is_read_or_refused(f"gemeentecode;peildatum;stap;status\n{text}".encode())


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(VALID)), edits)
def test_damaged_file_is_read_or_refused(kind: str, changes: list[tuple[float, bytes, int]]) -> None:
    assert is_read_or_refused(mutated(VALID[kind], changes))


@settings(deadline=None, max_examples=125)
@given(st.sampled_from(XML_PARTS), edits)
def test_damaged_part_in_a_sound_archive_is_read_or_refused(
    place: tuple[str, str], changes: list[tuple[float, bytes, int]]
) -> None:
    archive, part = VALID[place[0]], place[1]
    assert is_read_or_refused(with_named_parts(archive, {part: mutated(parts_of(archive)[part], changes)}))


@settings(deadline=None, max_examples=75)
@given(st.floats(0, 1), st.sampled_from(sorted(VALID)))
def test_truncated_file_is_read_or_refused(share: float, kind: str) -> None:
    assert is_read_or_refused(VALID[kind][: int(share * len(VALID[kind]))])


def test_archive_with_a_part_without_a_name_is_read_or_refused() -> None:
    assert is_read_or_refused(VALID["ods"].replace(b"content.xml", b"\x00ontent.xml"))


@settings(deadline=None, max_examples=125)
@given(st.data())
def test_damaged_record_of_an_xls_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(VALID["xls"])
    for place in data.draw(st.lists(st.integers(512, len(content) - 1), min_size=1, max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    assert is_read_or_refused(bytes(content))


@settings(deadline=None, max_examples=75)
@given(
    st.text(alphabet=st.sampled_from('0#?,.%;"\\_*[]$€-@EeGeneral+ hmsdkK<>=19'), max_size=40) | st.text(max_size=300),
    st.floats() | st.integers(-(10**12), 10**12).map(float),
)
def test_any_format_of_any_number_is_shown_or_left_alone(code: str, number: float) -> None:
    number_format = NumberFormat(code)
    shown = number_format.shown(number)
    assert shown is None or number_format.may_show_other_unit


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(["office:value", "office:time-value", "office:currency", "table:formula"]),
        st.sampled_from(["0", "1e999", "nan", "-5", "PT26H30M00S", "P" + "9" * 400 + "D", "USD", "x", ""]),
    ),
    st.sampled_from(["float", "percentage", "currency", "time", "date", "string", ""]),
    st.text(max_size=20),
)
def test_any_cell_of_an_ods_is_read_or_refused(attributes: dict[str, str], kind: str, text: str) -> None:
    cell = overlay({**attributes, "office:value-type": kind}, text, is_calculated=True)
    assert cell is None or cell.value is not None or cell.fault is not None
