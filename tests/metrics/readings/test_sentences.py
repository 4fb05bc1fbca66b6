"""Findings in words: what changed, and what a figure shows, with the numbers of the figure."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard.screens.quality import silence
from domain.bilingual import LANGUAGES
from domain.programme import Programme
from metrics.defining.request import Request
from metrics.defining.sentences import Clause, Finding, counted, party_name
from metrics.figures import figure
from metrics.readings.changes import changed_rows, changes
from metrics.readings.headlines import age, growth, level, middle_bounds, most_in_progress
from metrics.standing.known import Known
from metrics.standing.state import municipalities, standing_counts, standings
from tests.metrics.drawn import known, register

BEFORE, NOW = date(2025, 12, 31), date(2026, 3, 31)
SAID = known("""
    code   | on         | step | standing | waiting_on
    GM0001 | 2025-12-31 | 1    | started  | inzamelaar
    GM0001 | 2026-03-31 | 1    | finished |
    GM0002 | 2025-12-31 | 1    | finished |
    GM0002 | 2026-03-31 | 1    | started  | inzamelaar
    GM0002 | 2026-03-31 | 2    | started  | provincie
    GM0003 | 2025-09-30 | 1    | started  | inzamelaar
    GM0004 | 2026-03-31 | 1    | finished |
""")


def sentences(of: Known, **choices: object) -> list[str]:
    found = changes(of, Request(NOW, **choices), since=BEFORE)
    return [finding.said("nl") for finding in found]


def test_what_changed_is_told_from_finished_to_waiting():
    assert sentences(SAID) == [
        "2 gemeenten meldden stap 1 klaar; 1 meldde haar weer open",
        "1 gemeente deed voor het eerst opgave. De grenzen van stap 1 werden 25,0 procentpunt smaller",
        "Van 1 gemeente verouderde de opgave",
        "Volgens hun laatste opgave wachtten 2 gemeenten bij stap 1 op inzamelaar. Toen waren dat er evenveel; "
        "van 1 wisten we het niet",
    ]


def test_nothing_is_said_when_nothing_changed_and_nobody_waits():
    assert sentences(known("code | on | step | standing\nGM0001 | 2025-12-31 | 1 | finished")) == []
    assert sentences(known("")) == []


def test_an_earlier_state_of_knowledge_can_be_compared_with():
    found = changes(SAID, Request(NOW), since=BEFORE, known_then=known(""))
    assert found[0].said("en") == "2 municipalities reported step 1 finished; 1 reported it open again"
    assert found[-1].said("nl").endswith(". Toen wisten we dat van geen gemeente")
    assert found[1].clauses[0].values["number_count"] == 4


def test_the_municipalities_behind_what_changed_are_as_many_as_the_sentences_count():
    rows = changed_rows(SAID, Request(NOW), since=BEFORE)
    assert rows.drop("reporting_date").rows() == [
        ("standing", "GM0001", 1, "started", "finished"),
        ("standing", "GM0004", 1, "not_reported", "finished"),
        ("standing", "GM0002", 1, "finished", "started"),
        ("standing", "GM0002", 2, "not_reported", "started"),
        ("reopened", "GM0002", 1, "finished", "started"),
        ("waiting", "GM0002", 1, None, "inzamelaar"),
        ("waiting", "GM0001", 1, "inzamelaar", None),
        ("waiting", "GM0002", 2, None, "provincie"),
        ("report", "GM0004", None, "silent", "current"),
        ("report", "GM0003", None, "current", "stale"),
    ]
    assert rows["reporting_date"].to_list()[0] == NOW


def test_no_municipality_stands_behind_what_did_not_change():
    of = known("code | on | step | standing\nGM0001 | 2025-12-31 | 1 | finished")
    assert changed_rows(of, Request(NOW), since=BEFORE).is_empty()


def test_a_choice_of_municipalities_holds_on_both_dates():
    assert sentences(SAID, where={"province": "Drenthe"})[0].startswith("1 gemeente meldde stap 1 klaar")


def test_a_merger_in_between_is_no_change():
    places = register(
        "code | province | size_class | from | to\nGM0001 | Drenthe | 4 | | 2026-01-01\nGM0002 | Drenthe | 4 | |",
        "on | old | new\n2026-01-01 | GM0001 | GM0002",
    )
    said = known(
        "code | on | step | standing\nGM0001 | 2025-12-31 | 1 | finished\nGM0002 | 2025-12-31 | 1 | finished",
        places=places,
    )
    assert sentences(said) == []


def test_headlines_hold_the_numbers_of_their_figure():
    request = Request(NOW)
    counts = standing_counts(standings(SAID, NOW))
    programme = SAID.programme
    step_name = programme.step(1).short_name.nl
    assert_said(
        most_in_progress(counts, programme),
        f"Volgens de opgaven waren meer gemeenten bezig met {step_name} dan met een andere stap: 2 begonnen, 2 klaar",
    )
    assert_said(
        age(figure("freshness", SAID, request)), "De helft van de opgaven is hooguit 0 dagen oud, de oudste 182"
    )


def of_many(reporter_count: int, *, then: int | None = None) -> Known:
    """A country of 300 in which so many (or so many `then`, a quarter ago) say that step 1 is started, then finished.

    A quarter ago one in two of them had finished.
    """
    places = "\n".join(f"GM{n:04d} | Drenthe | {4 + n % 2} | |" for n in range(1, 301))
    rows = [
        f"GM{n:04d} | {on} | 1 | {'finished' if n % 2 or on == '2026-03-31' else 'started'}"
        for on, count in (("2025-12-31", reporter_count if then is None else then), ("2026-03-31", reporter_count))
        for n in range(1, count + 1)
    ]
    return known(
        "code | on | step | standing\n" + "\n".join(rows),
        places=register(f"code | province | size_class | from | to\n{places}"),
    )


def test_all_of_those_that_spoke_is_not_all_while_others_are_silent():
    assert_said(
        level(figure("progress_over_time", of_many(30), Request(NOW)), 1),
        "Stap 1 ligt ergens tussen 10% en 100%; 30 van de 300 gemeenten deden er opgave over",
    )


def test_a_step_that_several_are_busiest_with_is_not_called_the_one():
    names = ["step_number", "standing", "municipality_count", "stale_count"]
    rows = [(step, standing, 12, 0) for step in (1, 2) for standing in ("started", "finished")]
    assert_said(
        most_in_progress(pl.DataFrame(rows, schema=names, orient="row"), SAID.programme),
        "Volgens de opgaven waren met geen stap meer gemeenten bezig dan met de stappen 1 en 2: "
        "met elk zijn er 12 begonnen",
    )


def test_a_growth_within_the_intervals_is_told_in_counts_of_those_that_reported():
    months = {"step": [1] * 4, "month": ["2025-12", "2026-01", "2026-02", "2026-03"], "unknown_count": [200] * 4}
    reported = {"numerator": [6, 6, 6, 7], "denominator": [100] * 4, "value": [0.06, 0.06, 0.06, 0.07]}
    estimated = {"estimate": [0.06, 0.06, 0.06, 0.07], "interval_low": [0.03] * 4, "interval_high": [0.1] * 4}
    progress = figure("progress_over_time", of_many(100), Request(NOW))
    found = growth(replace(progress, rows=pl.DataFrame({**months, **reported, **estimated})), 1)
    assert_said(found, "Stap 1 is klaar bij 7 van de 100 met een opgave; 3 maanden eerder bij 6 van de 100")


def test_under_a_chosen_age_no_growth_is_told_since_who_drops_out_is_no_change():
    assert growth(figure("progress_over_time", of_many(100), Request(NOW, max_age_days=365)), 1) is None


def test_with_a_chosen_age_nobody_reports_for_the_first_time_or_finishes_anew_for_the_age_alone():
    said = known("""
        code   | on         | step | standing
        GM0001 | 2025-06-30 | 1    | finished
        GM0001 | 2026-03-31 | 1    | finished
        GM0002 | 2025-06-30 | 1    | started
        GM0002 | 2026-03-31 | 1    | finished
        GM0003 | 2025-12-31 | 1    | started
    """)
    assert sentences(said, max_age_days=30) == ["1 gemeente meldde stap 1 klaar"]
    rows = changed_rows(said, Request(NOW, max_age_days=30), since=BEFORE).filter(kind="standing")
    assert rows.select("municipality_code", "was", "now").rows() == [("GM0002", "started", "finished")]


def test_growth_compares_estimates_and_says_so():
    found = growth(figure("progress_over_time", of_many(100), Request(NOW)), 1)
    assert_said(found, "Stap 1 groeide in 3 maanden naar schatting met 50,0 procentpunt")


@pytest.mark.parametrize(("now", "then"), [(29, 29), (100, 29)])
def test_growth_says_nothing_where_then_or_now_fewer_than_a_tenth_had_reported(now, then):
    assert growth(figure("progress_over_time", of_many(now, then=then), Request(NOW)), 1) is None


def test_a_level_is_one_number_from_a_tenth_on_and_below_that_its_bounds():
    assert_said(level(figure("progress_over_time", of_many(300), Request(NOW)), 1), "Stap 1 staat op 100%")
    assert_said(
        level(figure("progress_over_time", of_many(29), Request(NOW)), 1),
        "Stap 1 ligt ergens tussen 9% en 100%; 29 van de 300 gemeenten deden er opgave over",
    )


def test_which_step_most_are_working_on_is_not_said_of_so_few():
    few = known("code | on | step | standing\nGM0001 | 2026-03-31 | 1 | started")
    found = most_in_progress(standing_counts(standings(few, NOW)), few.programme)
    assert_said(
        found,
        "1 van de 4 gemeenten deed hier opgave over, te weinig om ook voor de andere te spreken "
        "(dat kan hier alleen als elke gemeente opgave doet)",
    )


def test_the_middle_municipality_lies_between_none_of_the_silent_steps_finished_and_all_of_them():
    said = known("""
        code   | on         | step | standing
        GM0001 | 2026-03-31 | 1    | finished
        GM0001 | 2026-03-31 | 2    | started
        GM0002 | 2026-03-31 | 1    | finished
    """)
    steps = len(said.programme.step_numbers)
    assert steps == 2
    # of GM0001 1 of 2 for certain; of GM0002 1, or 2; of GM0003 and GM0004 0, or 2: middles of 0 0 1 1 and of 1 2 2 2
    assert middle_bounds(said, Request(NOW)) == (0.5, 2.0)


def test_the_oldest_report_under_a_chosen_age_is_the_oldest_of_those_that_count():
    told = age(figure("freshness", SAID, Request(NOW, max_age_days=30)))
    assert_said(told, "Geen opgave is ouder dan 0 dagen, en ten minste de helft is zo oud; "
                "opgaven ouder dan 30 dagen tellen niet mee")  # fmt: skip


def test_growth_says_nothing_without_enough_months():
    assert growth(figure("progress_over_time", SAID, Request(date(2025, 11, 30))), 1) is None


def test_an_empty_country_has_no_headline_but_its_silence():
    nothing, request = known(""), Request(NOW)
    assert_said(
        most_in_progress(standing_counts(standings(nothing, NOW)), nothing.programme),
        "Geen van de 4 gemeenten deed hier al opgave over",
    )
    assert age(figure("freshness", nothing, request)) is None
    everyone = municipalities(nothing, NOW)
    assert (
        silence.to_call_finding(everyone, everyone, 180, "nl", as_of=NOW)
        == "Geen van de 4 gemeenten had op 31 mrt 2026 al opgave over de stappen gedaan"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("party", [party.key for party in Programme.load().waiting_parties])
def test_every_party_of_the_wams_is_named_with_its_article(party, language):
    programme_name = next(one.name for one in Programme.load().waiting_parties if one.key == party)
    sentence = Finding(
        "waiting", (counted("waiting", 64, step_number=6, party_name=party_name(party, programme_name)),)
    )
    assert "64" in sentence.said(language)
    assert party_name(party, programme_name).of(language)[0].islower() or party == "vng"


def test_a_difference_is_written_without_its_sign():
    clause = Clause("bounds.narrower", {"step_number": 5, "width_points": -0.034})
    assert clause.said("nl") == "De grenzen van stap 5 werden 3,4 procentpunt smaller"


def assert_said(found: Finding | None, sentence: str) -> None:
    assert found is not None
    assert found.said("nl") == sentence
    assert found.said("en")
