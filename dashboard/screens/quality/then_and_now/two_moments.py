"""Two moments side by side: the headline figures as they were known then, as we know them now, and why they differ.

Both are about the same day, so that what differs is knowledge and not the time that went by; the figures of the as_of
date of the view stand beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from dashboard.frame.filters import DateField, Select
from dashboard.view import queries, state
from dashboard.view.address import ALL_STEPS, View, month_end_by
from domain.bilingual import Language
from domain.clocks import dutch_day, end_of_day, known_on_moment
from domain.municipalities import FIRST_DAY
from domain.programme import Programme
from language.formats import day, moment
from language.texts import say
from metrics.defining.enough import bears_one_number
from metrics.readings.revising.headline_totals import Headline
from metrics.readings.revising.replaying import Change
from metrics.readings.revising.revisions import Revisions

CATALOGUE_KEYS: Final = {
    "all_steps_done": "all_steps_done",
    "mean_completed_steps": "completed_steps",
    "step_completion": "step_completion",
    "training_coverage": "training_coverage",
    "realised_cost": "cost_realisation",
}
"""Under which key of the catalogue, and so of the address, each headline figure is explained."""
NAME_KEYS: Final = {
    "all_steps_done": "screen_quality.told.all_steps_done",
    "mean_completed_steps": "screen_quality.told.mean_completed_steps",
    "training_coverage": "screen_quality.told.training_coverage",
    "realised_cost": "screen_quality.told.realised_cost",
}
"""What each is called; a share that finished a step has the step in its name."""


@dataclass(frozen=True)
class Difference:
    """One headline figure as it was known then and as it is known now; None where it was unknown.

    `causes`: what new reports, corrections and withdrawals each did to it. The counts: of how many municipalities.
    """

    before: float | None
    after: float | None
    difference: float | None
    causes: Mapping[Change, float | None]
    before_count: int
    after_count: int


@dataclass(frozen=True)
class Compared:
    """What was known at two moments about one day (`as_of`), and the figures of the as_of date of the view (`today`).

    `then_word` and `now_word` name the moments; `is_now` when the later one is now. `is_other` when the moment that
    was asked for is not the earlier one: then another was taken. `chosen` is the figure that is looked at closely.
    `asked_count`: how many municipalities are asked about.
    """

    then_word: str
    now_word: str
    then_day: date
    as_of: date
    today_as_of: date
    is_now: bool
    is_other: bool
    asked_count: int
    found: Revisions
    today: Revisions
    chosen: Headline

    @cached_property
    def rows(self) -> dict[Headline, Difference]:
        """What is different, per headline figure."""
        return _differences(self.found)

    @cached_property
    def values_today(self) -> dict[Headline, float | None]:
        """The headline figures of the as_of date of the view."""
        return {headline: row.before for headline, row in _differences(self.today).items()}

    @property
    def row(self) -> Difference:
        """What is different in the chosen figure."""
        return self.rows[self.chosen]

    def bears(self, headline: Headline) -> bool:
        """Whether enough stood behind a figure at both moments for one number to speak for all of them."""
        row = self.rows[headline]
        return all(bears_one_number(count, self.asked_count) for count in (row.before_count, row.after_count))


def compared(view: View) -> Compared:
    """Replays what was recorded between the earlier moment and the known_on of the view."""
    asked = known_on_moment(view.earlier, now=state.run().now) if view.earlier else None
    is_earlier = asked is not None and asked < view.known_on
    then = asked if is_earlier and asked else end_of_day(quarter_before(dutch_day(view.known_on)))
    then_day = dutch_day(then)
    # a day that ends a month was already told with the stand of that day
    as_of = max(min(view.as_of, month_end_by(then_day)), FIRST_DAY)
    found = queries.revised(view, known_from=then, as_of=as_of)
    return Compared(
        then_word=_word_for(then, view.earlier if is_earlier else None, view.language),
        now_word=_word_for(view.known_on, view.known, view.language),
        then_day=then_day,
        as_of=as_of,
        today_as_of=view.as_of,
        is_now=view.known is None,
        is_other=asked is not None and not is_earlier,
        asked_count=queries.population(view).height,
        found=found,
        today=queries.revised(view, known_from=None, as_of=view.as_of),
        chosen=_chosen(view, _differences(found)),
    )


def _differences(revisions: Revisions) -> dict[Headline, Difference]:
    return {
        Headline(row["figure"], row["step"], row["target_group"]): Difference(
            before=row["before"],
            after=row["after"],
            difference=row["difference"],
            causes={change: row[change] for change in Change},
            before_count=row["before_municipality_count"],
            after_count=row["after_municipality_count"],
        )
        for row in revisions.differences.iter_rows(named=True)
    }


def quarter_before(today: date) -> date:
    """The last day of the last whole quarter before a day."""
    return date(today.year, (today.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)


def _word_for(when: datetime, written: str | None, language: Language) -> str:
    """A day; with its time where the address asks for a moment within a day."""
    is_within_a_day = written is not None and len(written) > len("2026-03-01")
    return moment(when, language) if is_within_a_day else day(dutch_day(when), language)


def _chosen(view: View, rows: Mapping[Headline, Difference]) -> Headline:
    """The figure that the address names; without one the share finished of the step chosen, or of the one that
    differs most.
    """
    by_key = {CATALOGUE_KEYS[headline.key]: headline.key for headline in rows}
    key = by_key.get(view.metric_key or "")
    if key is None:
        key = "all_steps_done" if view.step_number == ALL_STEPS else "step_completion"
    of_key = [headline for headline in rows if headline.key == key]
    if key == "step_completion":
        step = view.step_number or _most_changed(of_key, rows, queries.busiest_step_of(view))
        wanted = [headline for headline in of_key if headline.step == step]
    else:
        wanted = [headline for headline in of_key if headline.target_group == view.target_group]
    return (wanted or of_key)[0]


def _most_changed(steps: list[Headline], rows: Mapping[Headline, Difference], otherwise: int) -> int | None:
    """The step that we know most differently now; the other one where all are as they were."""
    most = max(steps, key=lambda headline: abs(rows[headline].difference or 0))
    return most.step if rows[most].difference else otherwise


def address_of(headline: Headline) -> str:
    """A headline figure as one text, for a list to choose from."""
    return f"{headline.key}-{headline.step or headline.target_group or ''}"


def with_figure(view: View, text: str) -> View:
    """This view with another figure to look at closely, given as `address_of` writes it."""
    key, _, part = text.partition("-")
    choices = state.run().choices
    view = view.with_choice("cijfer", CATALOGUE_KEYS[key], choices)
    if key == "step_completion":
        view = view.with_choice("stap", part, choices)
    if key == "training_coverage":
        view = view.with_choice("doelgroep", part, choices)
    return view


def name(headline: Headline, programme: Programme, language: Language) -> str:
    """What a headline figure is called; a step and a group by their name."""
    if headline.step is not None:
        step = programme.step(headline.step).short_name.of(language)
        return say("screen_quality.told.step_completion", language, number=headline.step, step=step)
    groups = {group.key: group.name.of(language) for group in programme.target_groups}
    group = groups.get(headline.target_group or "", "")
    return say(NAME_KEYS[headline.key], language, group=group[:1].lower() + group[1:])


def controls(compared: Compared, programme: Programme, view: View) -> list[DateField | Select]:
    """The two fields above the figures: the earlier moment, and the figure to look at closely."""
    last = dutch_day(view.known_on) - timedelta(days=1)
    language = view.language
    figures = [(address_of(headline), name(headline, programme, language)) for headline in compared.rows]
    return [
        {"kind": "date", "name": "eerder", "label": say("screen_quality.moments.earlier", language),
         "value": compared.then_day.isoformat(), "min": FIRST_DAY.isoformat(), "max": last.isoformat()},
        {"kind": "select", "name": "cijfer", "label": say("screen_quality.moments.figure", language),
         "value": address_of(compared.chosen), "options": figures},
    ]  # fmt: skip


def later_label(compared: Compared, language: Language) -> str:
    """What the later moment is called: now, or the day of it."""
    key = "screen_quality.effect.now" if compared.is_now else "screen_quality.effect.now_then"
    return say(key, language, now=compared.now_word)


def moment_words(compared: Compared, language: Language) -> dict[str, str]:
    """The moments and the days that the texts of the figures name."""
    return {
        "then": compared.then_word,
        "now": compared.now_word,
        "as_of": day(compared.as_of, language),
        "today": day(compared.today_as_of, language),
    }


def comparable(compared: Compared) -> list[Headline]:
    """The figures that were known then, and that enough municipalities stood behind at both moments."""
    return [one for one, row in compared.rows.items() if row.before is not None and compared.bears(one)]


def changed(compared: Compared) -> list[Headline]:
    """Those of the comparable figures that are different now."""
    return [headline for headline in comparable(compared) if compared.rows[headline].difference]
