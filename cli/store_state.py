"""`wams status`, `wams verify`, `wams rebuild`: what is in the store, whether it is whole, and made again."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from cli.outcome import Ending, echo, now, print_json
from cli.served import SERVER, Served
from cli.surroundings import Surroundings, surroundings
from domain.bilingual import Language

if TYPE_CHECKING:
    from office.audit_file import Finding
    from store.errors import Message
    from store.reader import StoreInfo

_HARMLESS: Final = ("torn", "closed")  # an unfinished line was never acknowledged; what is closed can still be read
JSON_OPTION = typer.Option("--json", help="print JSON alone")


def add_to(app: typer.Typer) -> None:
    """Register the commands of this file."""
    app.command(epilog="Example: wams status --json", help="Say what is in the store and how old it is.")(status)
    app.command(epilog="Example: wams verify", help="Check the ledger, every file and the current generation.")(verify)
    app.command(epilog="Example: wams rebuild", help="Make the store again from the journal alone.")(rebuild)


def status(*, server: Annotated[str | None, SERVER] = None, as_json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Say what is in the store; exit 1 when the ledger does not end as it did, or the clock stands before that."""
    from store.clock import behind_message

    here = surroundings()
    if server is not None:
        return _status_of(Served.at(server, here.language), as_json=as_json)
    with here.store.reader() as reader:
        info = reader.info
        open_rows = reader.quarantine().height
    statements = {str(table): count for table, count in info.statement_counts.items()}
    record = {
        "home": str(here.places.home),
        "generation": info.generation,
        "ledger_lines": info.last_sequence,
        "last_recorded_at": info.last_recorded_at,
        "age_days": (now() - info.last_recorded_at).days if info.last_recorded_at else None,
        "is_replay": info.is_replay,
        "is_synthetic": info.is_synthetic,
        "statements": statements,
        "open_quarantine_rows": open_rows,
        "register_version": here.register.version,
        "programme_version": here.programme.version,
    }
    behind = behind_message(now(), info.last_recorded_at)
    damage = _damage_of_ledger(here)
    wrong = [message for message in (damage, behind) if message is not None]
    if as_json:
        print_json({**record, "clock_is_behind": behind is not None, "damage": damage})
    else:
        _say_status(here, record, info)
        for message in wrong:
            echo(message[here.language])
    if wrong:
        raise typer.Exit(Ending.DONE_BUT_REFUSED)
    return None


def _status_of(served: Served, *, as_json: bool) -> None:
    """What a served monitor says of itself; how much there is it tells to who sees every report."""
    from language.formats import days, integer, moment
    from language.texts import say

    found, language = served.get("/status").json(), served.language
    if as_json:
        return print_json(found)
    if found["last_recorded_at"] is None:
        return echo(say("cli_server.empty", language))
    last = moment(datetime.fromisoformat(found["last_recorded_at"]), language)
    echo(say("cli_server.status", language, last=last, age=days(found["age_days"], language)))
    if "statements" in found:
        counts = ", ".join(f"{table} {integer(n, language)}" for table, n in found["statements"].items())
        lines, waiting = (integer(found[name], language) for name in ("ledger_lines", "open_quarantine_rows"))
        echo(say("cli_server.counts", language, lines=lines, counts=counts, open_rows=waiting))
    if found["is_synthetic"]:
        echo(say("cli_server.synthetic", language))
    return None


def _damage_of_ledger(here: Surroundings) -> "Message | None":
    """What a writer would refuse for; `wams verify` looks at everything."""
    from store.errors import NoStoreError, StoreError

    if here.store.home.is_copy():  # the ledger is elsewhere
        return None
    try:
        here.store.see_writable()
    except NoStoreError:  # a place without a store is not damaged
        return None
    except StoreError as error:
        return error.message
    return None


def _say_status(here: Surroundings, record: dict[str, Any], info: "StoreInfo") -> None:
    from language.formats import integer, moment
    from language.texts import say

    if info.last_recorded_at is None:
        key = "empty" if here.store.home.is_one() else "none"
        return echo(say(f"cli.status.{key}", here.language, home=here.places.home))
    counts = ", ".join(f"{table} {integer(n, here.language)}" for table, n in record["statements"].items())
    echo(
        say(
            "cli.status.filled",
            here.language,
            generation=info.generation,
            lines=integer(info.last_sequence, here.language),
            last=moment(info.last_recorded_at, here.language),
            counts=counts,
            open_rows=integer(record["open_quarantine_rows"], here.language),
        )
    )
    if info.is_synthetic:
        echo(say("cli.status.synthetic", here.language))


def verify(*, as_json: Annotated[bool, JSON_OPTION] = False) -> None:
    """Check everything; exit 1 and say what is wrong where."""
    from language.texts import say

    here = surroundings()
    findings = [*here.store.verify(), *_of_audit(here)]
    behind = _clock_behind(here)
    loose = here.store.loose_rights()
    if as_json:
        print_json(
            {
                "is_clean": not behind and all(finding.kind in _HARMLESS for finding in findings),
                "findings": [
                    {"file": finding.file, "byte": finding.byte_offset, "message": finding.message}
                    for finding in findings
                ],
                "clock_is_behind": behind is not None,
                "loose_rights": loose,
            }
        )
    else:
        for finding in findings:
            echo(finding.message[here.language])
        if behind:
            echo(behind[here.language])
        if loose:
            echo(say("cli.verify.loose_rights", here.language, count=len(loose)))
        if not findings and not behind:
            echo(say("cli.verify.clean_copy" if here.store.home.is_copy() else "cli.verify.clean", here.language))
    if behind or any(finding.kind not in _HARMLESS for finding in findings):
        raise typer.Exit(Ending.DONE_BUT_REFUSED)


def _of_audit(here: Surroundings) -> "list[Finding]":
    """What is wrong with the audit log, where there is one; nothing is made by looking."""
    from domain.places import AUDIT_DIRECTORY
    from office.audit_file import Finding
    from office.errors import OfficeError
    from office.office import Office

    if not Office.is_there(here.settings, here.places.home):
        return []
    try:
        with Office.open(here.settings, here.places.home) as office:
            return office.verify_audit()
    except OfficeError as error:
        return [Finding(AUDIT_DIRECTORY, None, error.message)]


def _clock_behind(here: Surroundings) -> "Message | None":
    """What there is to say of the clock, when the store can be read that far."""
    from store.clock import behind_message
    from store.errors import StoreError

    with suppress(StoreError):
        return behind_message(now(), here.store.info().last_recorded_at)
    return None


def rebuild(
    *,
    accept_loss: Annotated[
        bool, typer.Option("--accept-loss", help="go on without what cannot come back; the ledger then says so")
    ] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Make the truth whole again and publish a generation made from it alone; exit 1 when not all of it is well yet."""
    from language.texts import say

    here = surroundings()
    told: list[dict[Language, str]] = []
    wrong: list[dict[Language, str]] = []
    generation = here.store.rebuild(
        holder="wams rebuild", accept_loss=accept_loss, tell=told.append, tell_wrong=wrong.append
    )
    if as_json:
        print_json({"generation": generation, "messages": [*told, *wrong]})
    else:
        for message in (*told, *wrong):
            echo(message[here.language])
        echo(say("cli.rebuild.done", here.language, generation=generation))
    if wrong:
        raise typer.Exit(Ending.DONE_BUT_REFUSED)
