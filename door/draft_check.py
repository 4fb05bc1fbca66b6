"""What handing in a draft would give, as the form shows it: problems at their fields, the own page before and after."""

from datetime import date, datetime
from typing import Any

import polars as pl

from domain.bilingual import Language
from domain.clocks import dutch_day
from domain.municipalities import Register
from domain.programme import Programme
from domain.statements import Standing, Table
from language.formats import day, euro, integer
from language.texts import say
from metrics.readings.own_page import OwnPage, StepState, own_page, with_report
from metrics.standing.known import Known
from pipelines.drafted import Fields
from pipelines.drafted_check import Placed, placed
from pipelines.entered import Entered, understood_entered
from pipelines.handed_over import wrong_answers
from pipelines.intake import Context, acknowledged
from store.intake import Intake
from store.reader import Reader

UNTOUCHED = "nothing_changed"
STEP_WORDS = {
    Standing.FINISHED: ("end_date", "screen_hand_in_form.step.finished"),
    Standing.STARTED: ("start_date", "screen_hand_in_form.step.started"),
}


def checked(
    report: Entered,
    fields: Fields,
    *,
    reader: Reader,
    register: Register,
    programme: Programme,
    now: datetime,
    language: Language,
) -> dict[str, Any]:
    """The answer to the form; `fields`: what stands in the draft, answers to warnings among it. Nothing is kept."""
    context = Context(reader, register, programme, dutch_day(now))
    intake = understood_entered(report, context)
    receipt = acknowledged(intake, now, None)
    counts = [*receipt["tables"].values()]
    problems = placed(receipt, report, context)
    return {
        "outcome": receipt["outcome"],
        "taken": sum(count["read"] - count["quarantined"] for count in counts),
        "refused": sum(count["quarantined"] for count in counts),
        "is_untouched": any(one.rule == UNTOUCHED for one in problems) or _is_only_refused(report, problems),
        "problems": [
            *(_problem(one, language) for one in problems if one.rule != UNTOUCHED),
            *(_wrong(place, error.message[language]) for place, error in wrong_answers(fields).items()),
        ],
        **own_page_changes(intake, report.municipality_code, context=context, now=now, language=language),
    }


def own_page_changes(
    intake: Intake, code: str, *, context: Context, now: datetime, language: Language
) -> dict[str, list[dict[str, str]]]:
    """What taking a report in would change on the own page of a municipality: its `steps`, and the `figures` on top."""
    before = _known(context.reader, context.register, context.programme, code, now)
    after = with_report(before, intake.statements)
    then, page = (own_page(known, code, context.today) for known in (before, after))
    return {
        "steps": _steps(then, page, context.programme, language),
        "figures": _figures(then, page, context.programme, language),
    }


def _is_only_refused(report: Entered, problems: list[Placed]) -> bool:
    """Whether nobody typed anything: what stands out then is what was refused before and waits."""
    return (
        not report.typed and not report.is_confirmed and any(one.severity == "error" and one.part for one in problems)
    )


def _known(reader: Reader, register: Register, programme: Programme, code: str, now: datetime) -> Known:
    """What is known of one municipality, with those that went up in it; nobody else is asked about."""
    gone = register.reorganisations.filter(pl.col("new_code") == code)["old_code"].to_list()
    codes = sorted({code, *gone})
    statements = {table: reader.statements(table, municipality_codes=codes) for table in Table}
    return Known(statements, files=pl.DataFrame(), register=register, programme=programme, known_on=now)


def _problem(one: Placed, language: Language) -> dict[str, Any]:
    return {
        "severity": one.severity,
        "rule": one.rule,
        "part": one.part,
        "row_key": one.row_key,
        "field": one.field,
        "text": _text(one, language),
        "remedy": dict(one.remedy),
    }


def _text(one: Placed, language: Language) -> str:
    """What the rule says; of a step without a status in the words of its boxes: not knowing is one of them."""
    is_without_status = (one.rule, one.field) == ("missing_value", "status")
    return say("screen_hand_in_form.told.no_status", language) if is_without_status else one.message[language]


def _wrong(place: tuple[str, str, str], text: str) -> dict[str, Any]:
    """An answer that cannot be kept, at the row that it is about."""
    table, _, row = place[1].partition(":")
    about = {"part": table, "row_key": row, "field": ""}
    return {"severity": "error", "rule": place[2], **about, "text": text, "remedy": {}}


def _steps(before: OwnPage, after: OwnPage, programme: Programme, language: Language) -> list[dict[str, str]]:
    """The steps of which the standing or the own target date becomes another."""
    return [
        {
            "number": str(number),
            "title": programme.step(number).short_name.of(language),
            "before": before.steps[number].standing,
            "after": now.standing,
            "words": _step_words(before.steps[number], now, language),
        }
        for number, now in after.steps.items()
        if (then := before.steps[number]).standing != now.standing or then.own_target_date != now.own_target_date
    ]


def _step_words(before: StepState, after: StepState, language: Language) -> str:
    """The date that belongs to the new standing; where that stays, the new target date."""
    found, key = STEP_WORDS.get(Standing(after.standing), (None, ""))
    on: date | None = None if found is None else getattr(after, found)
    if before.standing != after.standing and on is not None:
        return say(key, language, day=day(on, language))
    if before.own_target_date != after.own_target_date:
        none = say("screen_hand_in_form.step.no_target", language)
        return say("screen_hand_in_form.step.target", language, day=day(after.own_target_date, language, unknown=none))
    return ""


def _figures(before: OwnPage, after: OwnPage, programme: Programme, language: Language) -> list[dict[str, str]]:
    """The figures on top of the own page that become another."""
    unknown = say("screen_hand_in_form.not_said", language)

    def written(said: tuple[int, int] | None) -> str:
        if said is None:
            return unknown
        count, of = (integer(one, language) for one in said)
        return say("screen_hand_in_form.figure.of", language, count=count, of=of)

    rows = [
        (
            say("screen_hand_in_form.figure.finished", language),
            *(written((page.finished_count, len(page.steps))) for page in (before, after)),
        )
    ]
    for group in programme.target_groups:
        label = say("screen_hand_in_form.figure.trained", language, group=group.name.of(language).lower())
        rows.append((label, written(before.trained[group.key]), written(after.trained[group.key])))
    spent = [euro(page.spent_eur, language, unknown=unknown) for page in (before, after)]
    rows.append((say("screen_hand_in_form.figure.spent", language), *spent))
    return [{"label": label, "before": then, "after": now} for label, then, now in rows if then != now]
