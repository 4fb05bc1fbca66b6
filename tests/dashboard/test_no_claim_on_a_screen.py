"""Whatever a screen shows or hands over calls nobody late and names no national date: words, tables, every download."""

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from streamlit.testing.v1 import AppTest

from domain.bilingual import LANGUAGES, Language
from tests.claims import claiming, texts_in
from tests.dashboard import example
from tests.dashboard.conftest import PAGES, charts, drawn

Places = list[tuple[str, str]]
WITH_CHARTS = {"steps", "training", "municipality", "quality"}


def _files(part: dict[str, Any]) -> Places:
    """Every cell of what can be taken away under one figure."""
    cells: Places = []
    for kind, content in (part.get("files") or {}).items():
        place = f"{part['figure']}.{kind}"
        if kind == "xlsx":
            cells += _workbook(place, content)
        else:
            cells += [(place, cell) for line in content.splitlines() for cell in line.split(";")]
    return cells


def _workbook(name: str, content: str) -> Places:
    """Every cell of a workbook, with the names of its sheets."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(base64.b64decode(content)))
    cells = [
        str(cell) for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python() for cell in row
    ]
    return [(name, text) for text in [*book.sheet_names, *cells]]


def _shown(app: AppTest) -> Places:
    """Titles, sentences and all that the drawn parts and the charts were given."""
    written = [(block.type, block.value) for block in (*app.title, *app.header, *app.markdown, *app.info)]
    given = [{**part, "files": {}} for part in drawn(app)] + charts(app.main)
    return written + [text for part in given for text in texts_in(part)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", PAGES)
def test_no_screen_and_no_download_calls_anyone_late_or_names_a_national_date(
    opened, country: tuple[Path, list[str]], screen: str, language: Language
):
    app = opened(country[0], screen, taal=language, gemeente=example.OWN)
    assert not app.exception
    files = [cell for part in drawn(app) for cell in _files(part)]
    assert any(where.endswith(".csv") for where, _ in files)
    assert any(where.endswith(".xlsx") for where, _ in files)
    assert bool(charts(app.main)) == (screen in WITH_CHARTS)
    assert claiming([*_shown(app), *files]) == []
