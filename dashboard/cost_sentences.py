"""The sentences above and under the figures on costs, from what was asked."""

from dashboard import cost_words
from dashboard.address import View
from dashboard.charts.cost_rows import shares_said
from dashboard.costs import Costs
from dashboard.words import counted, plain
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import day, euro, euro_millions_range, integer, listing, share
from language.texts import say
from metrics.cost_model import Variant
from metrics.spending import Spent


def table(picture: Costs, language: Language) -> str:
    """How much of the estimate was spent, and how much fell outside it."""
    within, outside = picture.within.eur, picture.outside.eur
    amounts = {
        name: cost_words.money(eur, language)
        for name, eur in (("within", within), ("outside", outside))
        if eur is not None
    }
    keys = {frozenset(): "_none", frozenset({"within"}): "_within", frozenset({"outside"}): "_outside"}
    key = keys.get(frozenset(amounts), "" if picture.is_whole else "_filtered")
    return say(f"screen_costs.table.finding{key}", language, **amounts)


def table_note(picture: Costs, view: View) -> str:
    """How many municipalities stand behind the table, and what its marks mean."""
    language, spent = view.language, picture.everything
    note = _counted("table.note", spent, view)
    if not spent.at_least_count:
        return note
    count = spent.at_least_count
    return f"{note} · {counted('screen_costs.table.at_least', count, language, count=integer(count, language))}"


def norm(picture: Costs, language: Language) -> str:
    """Per step with a norm, which share of it was spent."""
    if not picture.with_norm:
        return say("screen_costs.norm.finding_no_norm", language)
    said = [
        say(
            "screen_costs.word.named_share",
            language,
            name=picture.programme.step(number).short_name.of(language),
            share=share(value, language),
        )
        for number, value in shares_said(picture)
    ]
    if not said:
        return say("screen_costs.norm.finding_none", language)
    return say("screen_costs.norm.finding", language, shares=listing(said, language))


def under_norm(picture: Costs, language: Language) -> list[str]:
    """Each step with a highest amount alone, in words and without a percentage; then how the norms were made."""
    found: list[str] = []
    for step in picture.programme.steps:
        most = step.cost.municipal_upper_eur
        if not step.cost.is_only_at_most or most is None:
            continue
        said = picture.by_step[step.number]
        if said.median is None:
            amount = say("screen_costs.norm.alone_too_few", language)
        else:
            amount = say(
                "screen_costs.norm.alone_amount",
                language,
                median=cost_words.about(said.median, language),
                count=integer(said.finished_count, language),
            )
        reference = say("screen_costs.norm.alone_reference", language, most=euro(most, language))
        name = cost_words.step_name(step, language)
        found.append(say("screen_costs.norm.alone", language, name=name, amount=amount, reference=reference))
    told = [say(f"screen_costs.norm.{key}", language) for key in ("others", "hours")]
    return [*found, *_norms_explained(picture, language), *told]


def _norms_explained(picture: Costs, language: Language) -> list[str]:
    """How each norm was made, and how it was checked against the printed amount."""
    return [
        say(
            "screen_costs.norm.explained",
            language,
            name=step.short_name.of(language),
            explanation=plain(step.cost_norm.explanation.of(language)),
        )
        for step in picture.with_norm
        if step.cost_norm is not None
    ]


def expected(picture: Costs, language: Language) -> str:
    """What all steps will cost, or why that cannot be said."""
    row = picture.expected_whole
    if row.value is not None:
        return say("screen_costs.expected.finding", language, total=cost_words.money(row.value, language))
    if picture.expected_same.value is not None:
        total = cost_words.money(picture.expected_same.value, language)
        return say("screen_costs.expected.finding_same", language, total=total)
    is_few = row.value_status in (ValueStatus.TOO_FEW, ValueStatus.NOT_REPORTED)
    return say(f"screen_costs.expected.finding_{'too_few' if is_few else 'no_sample'}", language)


def never(picture: Costs, language: Language) -> str:
    """On which of the steps that were never estimated most was spent."""
    if not picture.never:
        return say("screen_costs.never.finding_whole", language)
    said = [(picture.by_step[step.number], step) for step in picture.never]
    spread_of_dearest, dearest = max(said, key=lambda found: found[0].realised_eur or 0)
    if spread_of_dearest.realised_eur is None:
        return say("screen_costs.never.finding_none", language)
    count = spread_of_dearest.stated_count
    return say(
        f"screen_costs.never.finding{'_one' if count == 1 else ''}",
        language,
        name=dearest.short_name.of(language),
        spent=cost_words.money(spread_of_dearest.realised_eur, language),
        count=integer(count, language),
    )


def spread(picture: Costs, language: Language) -> str:
    """Between which amounts the middle half of the municipalities lies."""
    name = picture.programme.step(picture.step_number).short_name.of(language)
    said = picture.by_step[picture.step_number]
    if said.q1 is None or said.q3 is None:
        return say("screen_costs.spread.finding_few", language, name=name)
    low, high = cost_words.about(said.q1, language), cost_words.about(said.q3, language)
    count = integer(said.finished_count, language)
    return say("screen_costs.spread.finding", language, name=name, count=count, low=low, high=high)


def model(picture: Costs, language: Language) -> str:
    """What training comes to with the assumptions of the visitor."""
    own = picture.chosen.own
    training = picture.modelled_training(Variant.RECOMPUTED if own is None else Variant.OWN)
    key = "finding_original" if own is None else "finding"
    amounts = euro_millions_range(training.low_eur, training.high_eur, language)
    return say(f"screen_costs.model.{key}", language, low_high=amounts)


def refusal(picture: Costs, language: Language) -> str | None:
    """Why the assumptions in the address are not used."""
    refused = picture.chosen.refused
    if refused is None:
        return None
    if refused.field is None:
        return say(f"screen_costs.model.refused_{refused.reason}", language)
    field = refused.field
    return say(
        "screen_costs.model.refused_range",
        language,
        name=field_name(picture, field.name, field.groups, language),
        low=integer(field.low, language),
        high=integer(field.high, language),
    )


def field_name(picture: Costs, name: str, groups: tuple[str, ...], language: Language) -> str:
    """An assumption by its name, with that of its target group where it holds for one."""
    label = say(f"screen_costs.model.{'staff' if name == 'staff_count' else name}", language)
    names = [group.name.of(language) for group in picture.programme.target_groups if (group.key,) == groups]
    return f"{label} ({names[0]})" if names and len(picture.programme.target_groups) > 1 else label


def _counted(key: str, spent: Spent, view: View) -> str:
    language, count = view.language, spent.municipality_count
    return counted(
        f"screen_costs.{key}",
        count,
        language,
        count=integer(count, language),
        stale=integer(spent.stale_count, language),
        as_of=day(view.as_of, language),
    )


def behind_estimate(picture: Costs, view: View) -> str:
    """How many municipalities the expected total was derived from."""
    row = picture.expected_whole
    return _counted("expected.note", Spent(None, row.denominator, row.stale_count, 0), view)


def behind_never(picture: Costs, view: View) -> str:
    """How many municipalities stated an amount for a step that was never estimated."""
    return _counted("never.note", picture.outside, view)
