"""A line of the audit log in words, and all of them as a table to take away."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from dashboard.figure.download import Column, TableData
from dashboard.view import queries
from domain.bilingual import Language
from domain.principal import Principal, Role
from language.formats import moment
from language.texts import say
from office.acts import Act, Way
from office.audit_line import Line
from office.errors import NotYoursError
from office.office import Office

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


def names(office: Office, asks: Principal) -> dict[int, str]:
    """The names of the people that this principal keeps, by number; of others the log says no more than the number."""
    try:
        return {person.number: person.display_name for person in office.people.all(asks) if person.display_name}
    except NotYoursError:
        return {}


def is_sound(office: Office) -> bool:
    """Whether all of the log is as it was written; a line that was still being written when a process ended is.

    Looked at again once a file has changed: reading all of a long log costs seconds.
    """
    found = [(path.name, path.stat()) for path in office.audit.files()]
    return _is_sound(office, tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in found))


@lru_cache(maxsize=4)
def _is_sound(office: Office, _files: tuple[tuple[str, int, int], ...]) -> bool:
    return all(finding.kind == "torn" for finding in office.verify_audit())


def in_words(line: Line, names: dict[int, str], language: Language) -> list[str]:
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


def table(lines: Sequence[Line], names: dict[int, str], language: Language) -> TableData:
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


def _who(line: Line, names: dict[int, str], language: Language) -> str:
    role = say(ROLE_KEYS[Role(line.by_role)], language)
    if line.is_local:
        return say("screen_log.who.local", language, role=role)
    if line.by_token is not None:
        return say("screen_log.who.token", language, role=role, number=line.by_token)
    number = line.by_person
    if number is None:
        return role
    if number in names:
        return say("screen_log.who.named", language, name=names[number], role=role, number=number)
    return say("screen_log.who.person", language, role=role, number=number)


def _whom(line: Line, names: dict[int, str], language: Language) -> str:
    parts = [] if line.municipality_code is None else [municipality(line.municipality_code)]
    if line.person is not None and line.person != line.by_person:
        if line.person in names:
            parts.append(say("screen_log.whom.named", language, name=names[line.person], number=line.person))
        else:
            parts.append(say("screen_log.whom.person", language, number=line.person))
    if line.token is not None:
        parts.append(say("screen_log.whom.token", language, number=line.token))
    if line.report is not None:
        parts.append(say("screen_log.whom.report", language, report=line.report[:_SIGNS_OF_A_REPORT]))
    return ", ".join(parts)
