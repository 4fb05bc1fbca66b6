"""A line of the audit log in words, and all of them as a table to take away."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from dashboard.figure.download import Column, TableData
from dashboard.figure.words import counted
from dashboard.view import queries, readable, state, store_rows
from domain.bilingual import Language
from domain.principal import Principal, Role
from domain.statements import Table
from language.formats import listing, moment
from language.texts import say
from office.acts import Act, Way
from office.audit_line import Line, sha256_of
from office.errors import NotYoursError
from office.office import Office
from pipelines.format.columns import FORMATS

ROLE_KEYS: Final = {
    Role.MUNICIPALITY: "screen_log.role.municipality",
    Role.MINISTRY: "screen_log.role.ministry",
    Role.VNG: "screen_log.role.vng",
    Role.MANAGER: "screen_log.role.manager",
    Role.READER: "screen_log.role.reader",
    Role.OWNER: "screen_log.role.owner",
}
WAY_KEYS: Final = {
    Way.SCREEN: "screen_log.way.screen",
    Way.API: "screen_log.way.api",
    Way.COMMAND_LINE: "screen_log.way.command_line",
}
_SIGNS_OF_A_REPORT: Final = 12
_OF_ONE_CLICK: Final = (Act.ROW_RESOLVED, Act.ROW_REOPENED)
"""Acts of which one click does many, with a line each."""
_MOST_NAMED: Final = 3


class Named(NamedTuple):
    """What the numbers of the log are called: people by number, reports by hash, refused rows by whose they are."""

    people: Mapping[int, str]
    reports: Mapping[str, int]
    owners: Mapping[str, str]


def names(office: Office, asks: Principal, lines: Sequence[Line]) -> Named:
    """Of people what this principal keeps, of others the log says no more than the number; of reports what is asked."""
    people: dict[int, str] = {}
    with suppress(NotYoursError):
        people = {person.number: person.display_name for person in office.people.all(asks) if person.display_name}
    if not any(line.report for line in lines):
        return Named(people, {}, {})
    try:
        view = state.chosen_view()
        files, rows = queries.known(view).files, store_rows.ever_refused(view)
    except readable.CANNOT_BE_READ:  # the log is kept elsewhere and can still be read
        return Named(people, {}, {})
    owned = rows.drop_nulls("municipality_code").select("quarantine_id", "municipality_code")
    numbered = files.drop_nulls("received_sha256").select("received_sha256", "sequence")
    return Named(people, dict(numbered.iter_rows()), dict(owned.iter_rows()))


def of_one_click(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in their order, those together that one click wrote: many rows put right, or undone."""

    def key(line: Line) -> object:
        place = (line.by_person, line.by_role, line.by_token, line.way, line.at.replace(second=0, microsecond=0))
        return (line.act, *place) if line.act in _OF_ONE_CLICK else id(line)

    return [list(group) for _, group in groupby(lines, key)]


def is_sound(office: Office) -> bool:
    """Whether all of the log is as it was written; a line that was still being written when a process ended is.

    Looked at again once a file has changed: reading all of a long log costs seconds.
    """
    found = [(path.name, path.stat()) for path in office.audit.files()]
    return _is_sound(office, tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found))


@lru_cache(maxsize=4)
def _is_sound(office: Office, _files: tuple[tuple[str, int, int], ...]) -> bool:
    return all(finding.kind == "torn" for finding in office.verify_audit())


def together(lines: Sequence[Line], names: Named, language: Language) -> list[str]:
    """The lines of one click as one: when, who, what, on how many rows of whom, by which way."""
    words = in_words(lines[0], names, language)
    if len(lines) == 1:
        return words
    codes = {line.municipality_code or names.owners.get(line.report or "") for line in lines}
    owners = sorted(municipality(code) for code in codes if code is not None)
    shown, more = owners[:_MOST_NAMED], len(owners) - _MOST_NAMED
    if more > 0:
        shown.append(counted("screen_log.whom.more", more, language))
    told = counted("screen_log.whom.rows", len(lines), language)
    words[3] = f"{told}: {listing(shown, language)}" if shown else told
    return words


def in_words(line: Line, names: Named, language: Language) -> list[str]:
    """When, who, what, on whom, by which way."""
    return [
        moment(line.at, language),
        _who(line, names, language),
        act_word(line.act, language),
        _whom(line, names, language),
        say(WAY_KEYS[line.way], language),
    ]


def act_word(act: Act, language: Language) -> str:
    """What was done."""
    return say(f"office.act.{act}", language)


def municipality(code: str) -> str:
    """The name of a municipality; its code where the register does not know it."""
    found = queries.the_register().by_code.get(code)
    return code if found is None else found.name


def table(lines: Sequence[Line], names: Named, language: Language) -> TableData:
    """The lines in words, with the moment in UTC to the second and the hashes."""
    rows = [in_words(line, names, language) for line in lines]
    labels = [
        say("screen_log.column.who", language),
        say("screen_log.column.did", language),
        say("screen_log.column.whom", language),
        say("screen_log.column.way", language),
    ]
    columns = [Column(label, [row[place] for row in rows]) for place, label in enumerate(labels, 1)]
    at = [line.at.strftime("%Y-%m-%dT%H:%M:%SZ") for line in lines]
    return TableData(
        say("screen_log.caption", language),
        [
            Column(say("screen_log.column.at", language), at),
            *columns,
            Column(say("screen_log.column.before", language), [line.before or "" for line in lines]),
            Column(say("screen_log.column.after", language), [line.after or "" for line in lines]),
        ],
    )


def _who(line: Line, names: Named, language: Language) -> str:
    role = say(ROLE_KEYS[Role(line.by_role)], language)
    if line.is_local:
        return say("screen_log.who.local", language, role=role)
    if line.by_token is not None:
        return say("screen_log.who.token", language, role=role, number=line.by_token)
    number = line.by_person
    if number is None:
        return role
    if number in names.people:
        return say("screen_log.who.named", language, name=names.people[number], role=role, number=number)
    return say("screen_log.who.person", language, role=role, number=number)


def _whom(line: Line, names: Named, language: Language) -> str:
    parts = [] if line.municipality_code is None else [municipality(line.municipality_code)]
    if line.person is not None and line.person != line.by_person:
        if line.person in names.people:
            parts.append(say("screen_log.whom.named", language, name=names.people[line.person], number=line.person))
        else:
            parts.append(say("screen_log.whom.person", language, number=line.person))
    if line.token is not None:
        parts.append(say("screen_log.whom.token", language, number=line.token))
    if line.report is not None:
        parts += _report(line, line.report, names, language)
    if line.act is Act.APPROVAL_WISHED and line.municipality_code is not None:
        is_on = line.after == sha256_of([line.municipality_code, True])
        parts.append(say("screen_log.whom.wish_on" if is_on else "screen_log.whom.wish_off", language))
    return ", ".join(parts)


def _report(line: Line, report: str, names: Named, language: Language) -> list[str]:
    """A report by the number on its receipt; a refused row by its report, its table and its row, with whose it is."""
    sequence, _, place = report.partition("-")
    if not place:
        number = names.reports.get(report)
        return [say("screen_log.whom.report", language, report=number or report[:_SIGNS_OF_A_REPORT])]
    table, _, row = place.rpartition("-")
    told = say("screen_log.whom.row", language, report=sequence, table=FORMATS[Table(table)].dutch, row=row)
    code = names.owners.get(report) if line.municipality_code is None else None
    return [told] if code is None else [municipality(code), told]
