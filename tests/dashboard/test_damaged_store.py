"""On a store that is damaged, changed, out of reach or gone, a page says in words what is wrong and what to do.

Whoever was served before goes on with the figures that could last be read, and is told so.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from domain.statements import STATEMENT_COLUMNS, Table
from store.store import Store
from tests.dashboard import example
from tests.dashboard.conftest import PAGES, drawn

Open = Callable[..., AppTest]
LAST_GOOD = "U ziet de cijfers zoals ze het laatst te lezen waren."
MARKUP = str.maketrans("", "", "\\")


def _generation(home: Path) -> Path:
    return next((home / "generations").glob("gen-*.duckdb"))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for place in range(4096, len(content), 997):
        content[place] ^= 0xFF
    path.write_bytes(content)


def _a_folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, Callable[[Path], None]] = {
    "generation emptied": lambda home: _generation(home).write_bytes(b""),
    "generation cut": lambda home: _cut(_generation(home)),
    "generation flipped": lambda home: _flipped(_generation(home)),
    "generation is another file": lambda home: _generation(home).write_bytes(b"no database" * 1000),
    "generation cannot be opened": lambda home: _a_folder_instead(_generation(home)),
    "pointer garbled": lambda home: (home / "current").write_bytes(b"\0\xff{"),
    "pointer is a folder": lambda home: _a_folder_instead(home / "current"),
    "ledger and generation gone": lambda home: [(home / "ledger.jsonl").unlink(), _generation(home).unlink()],
}  # type: ignore[assignment]  # what a damage gives back is not looked at


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store that nobody damages."""
    home = tmp_path_factory.mktemp("whole")
    example.build(home, every=120)
    return home


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, which the app has not seen."""
    return Path(shutil.copytree(whole, tmp_path / "home"))


def _told(app: AppTest) -> str:
    assert not app.exception
    return " ".join(one.value for one in (*app.info, *app.error)).translate(MARKUP)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_store_that_cannot_be_read_is_said_in_a_sentence_with_what_to_do(opened: Open, home: Path, damage: str):
    DAMAGES[damage](home)
    app = opened(home)
    told = _told(app)
    assert told.startswith("De opslag kan niet worden gelezen.")
    assert "wams" in told or "reservekopie" in told
    assert [title.value for title in app.title] == ["Landelijk beeld"]
    assert not any("figures" in part for part in drawn(app))  # no figure stands there as if it were known


@pytest.mark.parametrize("screen", PAGES)
def test_every_page_says_it_and_none_breaks(opened: Open, home: Path, screen: str):
    DAMAGES["generation cut"](home)
    assert _told(opened(home, screen, taal="en", gemeente=example.OWN)).startswith("The store cannot be read.")


@pytest.mark.parametrize("damage", DAMAGES)
def test_who_was_served_before_goes_on_with_the_last_good_figures_and_is_told(opened: Open, home: Path, damage: str):
    before = [part for part in drawn(opened(home)) if "figures" in part]
    _new_version(home)
    DAMAGES[damage](home)
    app = opened(home)
    assert LAST_GOOD in _told(app)
    assert [part for part in drawn(app) if "figures" in part] == before


def _new_version(home: Path) -> None:
    """Something was taken in since, so that there is something newer that cannot be read."""
    store, before = Store(home), Store(home).version()
    with store.reader() as reader:
        rows = reader.statements(Table.MILESTONE).head(1).select(*STATEMENT_COLUMNS[Table.MILESTONE])
    with store.writer(holder="test") as writer:
        intake = example.intake_of({Table.MILESTONE: rows}, "later.csv")
        writer.record(intake, recorded_at=example.NOW, is_replay=True, is_synthetic=True)
    assert store.version() != before
    for older in sorted((home / "generations").glob("gen-*.duckdb"))[:-1]:
        older.unlink()


@pytest.mark.parametrize("screen", PAGES)
def test_a_store_that_disappears_while_it_serves_is_not_an_empty_one(opened: Open, home: Path, screen: str):
    opened(home, screen)
    shutil.rmtree(home)
    told = _told(opened(home, screen))
    assert "Er stonden opgaven in" in told
    assert LAST_GOOD in told


def test_once_it_is_put_right_the_newest_is_shown_again_and_nothing_more_is_said(opened: Open, home: Path):
    opened(home)
    kept = home.with_name("kept")
    shutil.copytree(home, kept)
    DAMAGES["pointer garbled"](home)
    assert LAST_GOOD in _told(opened(home))
    shutil.rmtree(home)
    shutil.copytree(kept, home)
    assert _told(opened(home)) == ""


def test_a_file_that_may_not_be_read_is_named_with_what_to_do(
    opened: Open, home: Path, monkeypatch: pytest.MonkeyPatch
):
    def refused(_store: Store) -> None:
        raise PermissionError(13, "Permission denied", str(home / "current"))

    monkeypatch.setattr(Store, "info", refused)
    told = _told(opened(home))
    assert f"{home / 'current'}: geen rechten. Geef de app het recht om daar te lezen" in told
