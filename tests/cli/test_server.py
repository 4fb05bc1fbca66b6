"""`--server`: the same commands against a served monitor, with a token."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
import streamlit as st

from domain.principal import Role, Scope
from tests.api.installation import EDE, GOUDA, Installation
from tests.api.wire import served
from tests.cli.conftest import Wams

GOOD, OF_EDE = f"{GOUDA};2026-10-31;1;gestart;2026-02-01;;", f"{EDE};2026-10-31;1;gestart;2026-02-01;;"


@pytest.fixture
def there(tmp_path: Path) -> Generator[Installation]:
    made = Installation.at(tmp_path / "elsewhere")
    yield made
    made.visitors.office.close()


@pytest.fixture
def address(there: Installation) -> Generator[str]:
    there.token(Role.VNG)
    st.get_option("server.baseUrlPath")  # its first reading hangs the server's log on standard error: not a command's
    with served(there) as found:
        yield found


def test_a_file_goes_to_the_server_and_the_receipt_is_the_servers(
    wams: Wams, there: Installation, address: str, report: Callable[..., Path], home: Path
) -> None:
    token = {"WAMS_TOKEN": there.token(Role.MUNICIPALITY, GOUDA)}
    good, refused, foreign = (
        report("a.csv", GOOD),
        report("b.csv", f"{GOUDA};2026-10-31;99;x;;;"),
        report("c.csv", OF_EDE),
    )
    checked = wams("ingest", good, "--dry-run", "--server", address, "--json", **token)
    assert (checked.status, checked.json["files"][0]["sequence"]) == (0, None)
    taken = wams("ingest", good, refused, foreign, "--server", address, "--json", **token)
    assert taken.status == 1
    assert [one["outcome"] for one in taken.json["files"]] == ["accepted", "partly", "rejected"]
    assert [problem["rule"] for problem in taken.json["files"][2]["problems"]] == ["not_yours"]
    assert [outcome for _, outcome in there.outcomes()] == ["accepted", "partly"]
    assert wams("ingest", good, "--server", address, **token).status == 0  # once more: a duplicate
    assert not home.exists()


def test_a_figure_of_the_server_is_that_of_the_command_on_its_store(
    wams: Wams, there: Installation, address: str, report: Callable[..., Path], tmp_path: Path
) -> None:
    file = tmp_path / "token"
    file.write_text(there.token(Role.VNG) + "\n", encoding="utf-8")
    token = {"WAMS_TOKEN_FILE": str(file)}
    wams("ingest", report("a.csv", GOOD), "--server", address, **token)
    asked = ("metric", "step_completion", "--by", "step", "--as-of", "2026-10-31")
    of_server = wams(*asked, "--server", address, **token)
    of_store = wams(*asked, WAMS_HOME=str(there.home))
    assert of_server.status == of_store.status == 0
    assert of_server.json["rows"] == of_store.json["rows"]
    out = tmp_path / "figure.parquet"
    assert wams(*asked, "--format", "parquet", "--out", out, "--server", address, **token).status == 0
    assert out.read_bytes()[:4] == b"PAR1"
    assert wams("metrics", "--server", address, "--json").json == wams("metrics", "--json").json
    state = wams("status", "--server", address, "--json", **token).json
    assert (state["ledger_lines"], state["statements"]["milestone"]) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("status",), 3, "Authorization: Bearer TOKEN"),
        (("metric", "step_completion"), 3, "token"),
        (("metric", "nothing"), 2, "nothing"),
        (("metric", "step_completion", "--as", "vng"), 2, "--as"),
    ],
)
def test_what_the_server_refuses_is_said_in_a_line_or_two(
    wams: Wams, address: str, arguments: tuple[str, ...], status: int, said: str
) -> None:
    ended = wams(*arguments, "--server", address)
    assert (ended.status, ended.out) == (status, "")
    assert said in ended.err
    assert len(ended.err.splitlines()) <= 2


@pytest.mark.parametrize(
    "address", ["http://monitor.example", "monitor.example", "https://u:p@monitor.example", "ftp://x"]
)
def test_a_token_crosses_the_network_under_https_alone(wams: Wams, address: str) -> None:
    ended = wams("status", "--server", address, WAMS_TOKEN="wams_geheim")
    assert ended.status == 2
    assert "wams_geheim" not in ended.err + ended.out


def test_a_server_that_is_not_there_is_said_with_what_to_do(wams: Wams) -> None:
    ended = wams("status", "--server", "http://127.0.0.1:9", WAMS_TOKEN="wams_x")
    assert (ended.status, len(ended.err.splitlines())) == (3, 1)


def test_tokens_are_made_listed_and_revoked(wams: Wams) -> None:
    made = wams("tokens", "add", "Zaaksysteem", "--role", "municipality", "--municipality", GOUDA, "--scope", "hand_in")
    assert made.status == 0
    secret = made.out.splitlines()[-1]
    assert secret.startswith("wams_")
    listed = wams("tokens", "list", "--json")
    assert secret not in listed.out
    (token,) = listed.json
    assert (token["label"], token["municipality_code"], token["scopes"]) == ("Zaaksysteem", GOUDA, [Scope.HAND_IN])
    assert wams("tokens", "revoke", 1).status == 0
    assert wams("tokens", "list", "--json").json == []
    assert wams("tokens", "add", "x", "--role", "vng", "--municipality", GOUDA, "--scope", "figures").status == 2
    acts = [line["act"] for line in wams("audit", "--format", "json").json]
    assert acts == ["token_made", "token_revoked"]
