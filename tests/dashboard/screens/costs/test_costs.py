"""The page of costs: kinds of value apart, sums that agree to the cent, and assumptions that are used or refused."""

from collections.abc import Callable
from datetime import date
from math import floor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure.withheld_rows import Withheld
from dashboard.screens.costs import assumptions
from dashboard.screens.costs.asked import Costs
from dashboard.screens.costs.assumptions import chosen
from dashboard.screens.costs.never import never_finding
from dashboard.screens.costs.norm import against_norm_drawn
from dashboard.screens.costs.readings import Spread
from domain.programme import Programme
from domain.statements import STATEMENT_COLUMNS, Table
from language.texts import say
from tests.dashboard import example
from tests.dashboard.conftest import drawn
from tests.dashboard.figure.leaving import rows_of_csv
from tests.dashboard.screens.costs import spent
from tests.dashboard.test_other_programme import OTHER

Open = Callable[..., AppTest]
Country = tuple[Path, list[str]]
AS_OF = date(2026, 10, 31)
ESTIMATED = (2, 4, 5, 8)
WAMS = Programme.load()


def _table(app: AppTest) -> dict[str, Any]:
    return next(part for part in drawn(app) if "totals" in part)


def _foot(app: AppTest, name: str) -> dict[str, Any]:
    return next(part for part in drawn(app) if part.get("figure") == name)


def _csv(app: AppTest, name: str) -> list[dict[str, str]]:
    return rows_of_csv(_foot(app, name)["files"]["csv"])


def _remarks(app: AppTest) -> list[dict[str, Any]]:
    return next(part for part in drawn(app) if "remarks" in part)["remarks"]


def _number(written: str) -> float:
    return float(written.replace(".", "").replace(",", "."))


def _findings(app: AppTest) -> list[str]:
    return [header.value.replace("\\", "").replace("\u00a0", " ") for header in app.header]


def test_the_rows_of_municipalities_add_up_to_the_cent_to_what_the_store_holds(opened: Open, country: Country):
    app = opened(country[0], "costs")
    under = _foot(app, "cost_table")["under"]
    names = [column["label"] for column in under["columns"]]
    said = spent.amounts(country[0], AS_OF)
    assert {row[1] for row in under["rows"]} == {code for code, _ in said}
    exact = {int(row["Stap"]): row["Uitgegeven, ten minste (€)"] for row in _csv(app, "cost_table")}
    for step in WAMS.step_numbers:
        of_step = [eur for (_, number), eur in said.items() if number == step]
        shown = [row[names.index(f"Stap {step} (€)")] for row in under["rows"]]
        assert spent.cents(_number(cell) for cell in shown if cell != "geen opgave") == spent.cents(of_step)
        assert (
            exact[step] == "geen opgave" if not of_step else round(_number(exact[step]) * 100) == spent.cents(of_step)
        )


def test_the_totals_of_the_table_are_the_sums_of_their_steps(opened: Open, country: Country):
    said = spent.amounts(country[0], AS_OF)
    totals = _table(opened(country[0], "costs"))["totals"]
    everything = {step for _, step in said}
    for total, steps in zip(totals, (ESTIMATED, everything - set(ESTIMATED), everything), strict=True):
        parts = {key: eur for key, eur in said.items() if key[1] in steps}
        least = floor(sum(parts.values()) / 1e5) / 10  # it is at least so much
        assert total["spent"] == f"{least:.1f}".replace(".", ",")
        assert total["count"] == str(len({code for code, _ in parts}))
    assert totals[0]["estimate"] == "45,1–58,1"


def test_where_rows_as_written_add_up_to_less_than_their_total_the_note_says_so(opened: Open, country: Country):
    app = opened(country[0], "costs")
    every = spent.amounts(country[0], AS_OF)
    steps = [sum(eur for (_, step), eur in every.items() if step == number) for number in {step for _, step in every}]
    written = [floor(eur / 1e5) for eur in steps]
    note = next(part["note"] for part in drawn(app) if part.get("figure") == "cost_table")
    assert ("naar beneden afgerond" in note) == (sum(written) != floor(sum(steps) / 1e5))


def test_the_four_kinds_of_value_stay_apart_in_the_download(opened: Open, country: Country):
    rows = {int(row["Stap"]): row for row in _csv(opened(country[0], "costs"), "cost_table")}
    columns = ("Soort waarde", "Per gemeente, laagste (€)", "Per gemeente, hoogste (€)", "Raming, laagste (€)",
               "Raming, hoogste (€)")  # fmt: skip
    found = {step: tuple(row[name] for name in columns) for step, row in rows.items()}
    assert found[1] == ("Beperkt",) * 5
    assert found[2] == ("Bedrag", "49000,0", "197000,0", "24700000,0", "24700000,0")
    assert found[5] == ("Hoogste bedrag", "Beperkt", "2000,0", "Beperkt", "800000,0")
    assert found[6] == ("PM: niet te schatten", "PM", "PM", "PM", "PM")
    assert found[8] == ("Bedrag", "geen bedrag", "geen bedrag", "10700000,0", "22900000,0")
    assert found[11] == ("Geen rij in de tabel", *["geen rij"] * 4)
    assert not {"", "0", "0,0"} & {cell for row in found.values() for cell in row}


def test_there_is_a_bar_only_where_the_estimate_has_both_ends(opened: Open, country: Country):
    rows = {int(row["number"]): row for row in _table(opened(country[0], "costs"))["rows"]}
    assert {step for step, row in rows.items() if row["bar"]} == {2, 4, 8}
    assert rows[5]["words"] == "alleen een hoogste bedrag"
    assert {rows[step]["words"] for step in (1, 6, 11)} == {"geen bedrag geraamd"}
    assert {row["tag"][0] for row in rows.values()} == {"limited", "observed", "pro_memoria", "none"}


def test_a_part_of_the_country_is_never_laid_beside_the_national_estimate(opened: Open, country: Country):
    app = opened(country[0], "costs", provincie="Utrecht")
    assert not app.exception
    assert not [row for row in _table(app)["rows"] if row["bar"]]
    assert "hele land" in " ".join(text.value for text in app.markdown)


def test_no_percentage_of_a_norm_is_given_where_there_is_none(opened: Open, country: Country):
    rows = _csv(opened(country[0], "costs"), "cost_norm")
    everybody = [row for row in rows if row["Inwoners"] == "alle gemeenten"]
    words = {int(row["Stap"]): row["Deel van onze norm, laagste"] for row in everybody}
    assert {words[step] for step in (1, 5, 7, 10)} == {"Beperkt"}
    assert words[11] == "geen bedrag"
    assert not [row for row in rows if int(row["Stap"]) == 5 and row["Inwoners"] != "alle gemeenten"]


def test_spending_is_told_with_its_norm_its_range_or_alone(opened: Open, country: Country):
    app = opened(country[0], "costs")
    ends = {
        int(row["Stap"]): (row["Deel van onze norm, laagste"], row["Deel van onze norm, hoogste"])
        for row in _csv(app, "cost_norm")
        if row["Inwoners"] == "alle gemeenten" and row["Deel van onze norm, laagste"][:1].isdigit()
    }
    assert {step for step, (low, high) in ends.items() if low == high} == {2, 4}
    assert {step for step, (low, high) in ends.items() if low != high} == {8}
    (alone,) = [text.value for text in app.markdown if "De raming noemt ten hoogste" in text.value]
    assert "%" not in alone


def test_an_estimate_is_called_one_and_too_few_is_said(opened: Open, country: Country, tmp_path: Path):
    told = next(one for one in _findings(opened(country[0], "costs")) if one.startswith("Naar schatting"))
    assert "kosten alle stappen samen" in told or "voor alle stappen samen weten wij te weinig" in told
    example.build(tmp_path / "home", every=10_000)
    assert "Er zijn te weinig gemeenten klaar om de kosten te schatten" in _findings(opened(tmp_path / "home", "costs"))


def test_the_table_is_a_calculation_and_no_maximum(opened: Open, country: Country):
    note = _foot(opened(country[0], "costs"), "cost_model")["note"]
    assert note.startswith("scenario, geen waarneming · ")
    assert "raming: Geen maximum. Niet erin: ICT (stap 6)" in note


def test_the_headline_says_beside_the_estimate_that_it_is_no_maximum(opened: Open, country: Country):
    figures = next(part for part in drawn(opened(country[0], "costs")) if "figures" in part)["figures"]
    estimate = figures[1]
    assert estimate["value"].replace("\u00a0", " ") == "€ 45,1–58,1"
    assert estimate["note"] == (
        "Geen maximum. Niet erin: ICT (stap 6), 5 stappen met ‘Beperkt’, Coördinatierol (stap 11), "
        "landelijke ondersteuning en samenwerking met aangrenzende domeinen. Prijzen van 2021."
    )
    assert figures[2]["is_word"]  # nobody in the example states an amount for ICT
    assert figures[2]["value"] == "geen opgave"


def test_the_remark_tells_where_table_and_footnote_contradict_each_other(opened: Open, country: Country):
    remark = _remarks(opened(country[0], "costs"))[-1]
    assert "22,29" in remark["text"]
    assert "57,5" in remark["text"]
    assert "tabel 5.1, rij 8, blz. 64" in remark["source"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_cost_data_the_table_still_stands_and_every_figure_says_so(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language
):
    empty = pl.DataFrame(schema=STATEMENT_COLUMNS[Table.COST])
    monkeypatch.setattr(example._Municipality, "costs", lambda self, day: empty)
    example.build(tmp_path / "home", every=60)
    app = opened(tmp_path / "home", "costs", taal=language)
    assert not app.exception
    table = _table(app)
    nothing = say("screen.state.not_reported", language)
    assert {row["spent"] for row in [*table["rows"], *table["totals"]]} == {nothing}
    assert table["totals"][0]["estimate"].replace(",", ".") == "45.1–58.1"
    found = _findings(app)
    for key in ("table.finding_none", "norm.finding_none", "expected.finding_too_few", "never.finding_none"):
        assert say(f"screen_costs.{key}", language) in found
    figures = next(part for part in drawn(app) if "figures" in part)["figures"]
    assert [figure["is_word"] for figure in figures] == [True, False, True, True]


def test_the_spread_is_that_of_finished_municipalities_by_the_groups_of_the_norm(opened: Open, country: Country):
    rows = _csv(opened(country[0], "costs", stap="4"), "cost_spread")
    people, of_step = spent.inhabitants(AS_OF), spent.finished_amounts(country[0], AS_OF, 4)
    small = [eur for code, eur in of_step.items() if people[code] < 50_000]
    assert [row["Inwoners"] for row in rows] == ["tot 50.000 inw.", "50.000 en meer", "alle gemeenten"]
    counts = [int(row["Klaar met bedrag"]) for row in rows]
    assert counts == [len(small), len(of_step) - len(small), len(of_step)]
    shown = [_number(rows[0][name]) for name in ("Eerste kwart (€)", "Middelste (€)", "Derde kwart (€)")]
    assert shown == pytest.approx(spent.quarters(small))


def test_the_own_municipality_stands_in_its_own_group_in_ochre(opened: Open, country: Country):
    said = spent.amounts(country[0], AS_OF)
    code = next(code for code, step in said if step == 2)
    marks = [
        mark
        for part in drawn(opened(country[0], "costs", gemeente=code, stap="2"))
        for row in part.get("rows", [])
        for mark in row.get("marks", [])
        if mark.get("tone") == "own"
    ]
    assert [mark["at"] for mark in marks] == [said[code, 2]]


def test_changed_assumptions_give_another_estimate_and_the_printed_one_stays_beside_it(opened: Open, country: Country):
    app = opened(country[0], "costs", aannames="40000;50;70;50;4;8;20;16;32")
    low = 40_000 * (0.5 * 4 * 50 + 0.2 * 16 * 50)
    high = 40_000 * (0.5 * 8 * 70 + 0.2 * 32 * 70)
    rows = {row["Aannames"]: row for row in _csv(app, "cost_model")}
    own, printed = rows["Uw aannames"], rows["Gedrukt"]
    assert (_number(own["Training, laagste (€)"]), _number(own["Training, hoogste (€)"])) == pytest.approx((low, high))
    assert _number(own["Totaal, hoogste (€)"]) == pytest.approx(58_100_000 - 22_900_000 + high)
    assert (printed["Training, laagste (€)"], printed["Totaal, hoogste (€)"]) == ("10700000,0", "58100000,0")
    assert "Andere aannames, andere raming: € 10,4–29,1 mln voor training" in _findings(app)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("37300;55;59;250;4;8;20;16;32", "Aandeel (Basis): kies een waarde van 0 tot en met 100."),
        ("37300;55;59;50;9;8;20;16;32", "Een laagste waarde ligt boven haar hoogste."),
        ("37300;55;59", "konden wij niet lezen"),
        ("37300;;59;50;4;8;20;16;32", "konden wij niet lezen"),
    ],
)
def test_assumptions_that_cannot_be_are_refused_with_a_reason_and_the_original_stays(
    opened: Open, country: Country, written, told
):
    app = opened(country[0], "costs", aannames=written)
    assert not app.exception
    assert told in app.info[0].value
    assert "Uw aannames" not in {row["Aannames"] for row in _csv(app, "cost_model")}


def test_the_assumptions_of_the_programme_are_no_own_assumptions():
    original = ";".join(f"{field.original:g}" for field in assumptions.fields(WAMS))
    assert original == "37300;55;59;50;4;8;20;16;32"
    assert chosen(original, WAMS).own is None
    assert chosen(original, WAMS).is_original


def test_another_programme_has_its_own_assumptions():
    other = Programme.load(OTHER)
    found = chosen("1000;50;50;50;4;4", other)
    assert found.own is not None
    assert found.own.highest_eur == 1000 * 0.5 * 4 * 50
    assert chosen("37300;55;59;50;4;8;20;16;32", other).refused == ("shape", None)


def test_what_cost_equally_much_is_all_named():
    steps = [step for step in Programme.load().steps if step.number in (1, 3)]
    level = SimpleNamespace(realised_eur=80_000.0, stated_count=30)
    picture = SimpleNamespace(never=steps, by_step={1: level, 3: level}, municipality_count=30,
                              outside=SimpleNamespace(municipality_count=30), held=(), sees_counts=True,
                              is_held=lambda _: False)  # fmt: skip
    names = " en ".join(step.short_name.nl for step in steps)
    assert never_finding(cast(Costs, picture), "nl") == (
        f"Van wat geen bedrag kreeg, ging volgens de opgaven het meeste naar {names}: elk ten minste € 80.000"
    )


def test_where_rows_are_withheld_too_few_is_said_of_the_step_that_is_shown_and_not_of_all():
    steps = [step for step in Programme.load().steps if step.number in (1, 6)]
    rows = {number: SimpleNamespace(realised_eur=26_417.0, stated_count=count) for number, count in ((1, 26), (6, 6))}
    picture = SimpleNamespace(never=steps, by_step=rows, municipality_count=51, held=(1,), sees_counts=False,
                              is_held=lambda _: True)  # fmt: skip
    said = never_finding(cast(Costs, picture), "nl")
    assert said.startswith("6 ICT, van de stappen die wij mogen tonen: 6 van de 51 gemeenten")


def test_who_may_not_see_sizes_gets_all_beside_the_norm_and_a_lock_where_a_step_is_withheld():
    said = SimpleNamespace(
        norm_low=1_500_000.0, norm_high=1_500_000.0, norm_count=30, numerator=1_200_000.0, value=0.8,
        value_status="observed",
        lower_bound=None, upper_bound=None, budget_count=0, budget_value=None, stated_count=30,
    )  # fmt: skip
    spread = Spread(stated_count=30, realised_eur=1_200_000.0, finished_count=0, q1=None, median=None, q3=None,
                    spread_status="too_few")  # fmt: skip
    steps = {step.number: said for step in WAMS.steps}
    picture = Costs.__new__(Costs)
    held = Withheld({(4,): "access.withheld.too_few"})
    for name, value in {
        "programme": WAMS, "sees_sizes": False, "held": held, "by_step": dict.fromkeys(steps, spread),
        "realisation_by_step": steps, "realisation": SimpleNamespace(municipality_count=30),
    }.items():  # fmt: skip
        picture.__dict__[name] = value
    rows = against_norm_drawn(picture, "", "nl")["rows"]
    of_two, of_four = (next(place for place, row in enumerate(rows) if row["label"].startswith(number)) + 1
                       for number in ("2 ", "4 "))  # fmt: skip
    assert rows[of_two]["right"] == ["€ 40.000", "€ 50.000", "30"]
    assert [mark["text"] for mark in rows[of_two]["marks"] if "text" in mark] == ["80%"]
    assert rows[of_four]["withheld"] == held.told(4, "nl")
