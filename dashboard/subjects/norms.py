"""The norm of a step is our reconstruction: what is printed beside it, and how that of training is reckoned."""

from dashboard.figure.words import value_status_word
from domain.bilingual import Language
from domain.programme import Programme, Step
from domain.programme_training import TargetGroup
from domain.value_status import ValueStatus
from language.formats import euro, euro_millions_range, euro_range, integer, listing
from language.texts import say


def printed(step: Step, language: Language) -> str:
    """What the cost table itself says of one municipality: an amount, a range, or the word that stands there."""
    cost = step.cost
    low, high = cost.per_municipality_min_eur, cost.per_municipality_max_eur
    if low is not None and high is not None:
        return euro_range(low, high, language)
    if high is not None:
        return say("screen_norms.at_most", language, amount=euro(high, language))
    if not cost.has_row:
        return say("screen_norms.no_row", language)
    if cost.national_max_eur is not None and cost.per_municipality_min.kind is ValueStatus.NOT_ESTIMATED:
        return say("screen_norms.only_national", language)
    return value_status_word(cost.per_municipality_min.kind, language)


def printed_beside(step: Step, language: Language) -> str:
    """What the cost table says of one municipality, as it stands beside a norm of ours."""
    if step.cost.per_municipality_max_eur is not None:
        return say("screen_norms.printed", language, amount=printed(step, language))
    return say("screen_norms.printed_national", language, amount=_national(step, language))


def training_reckoned(programme: Programme, language: Language) -> str:
    """How the norm of the training step follows from hours, hourly rates and the staff that a municipality states."""
    groups = [_per_employee(group, language) for group in programme.target_groups]
    step = programme.step(programme.training_step_number)
    national = _national(step, language)
    return say("screen_norms.training", language, groups=listing(groups, language), printed=national)


def _national(step: Step, language: Language) -> str:
    low, high = step.cost.national_min_eur, step.cost.national_max_eur
    return euro_millions_range(low, high, language, unknown=say("screen_norms.no_amount", language))


def _per_employee(group: TargetGroup, language: Language) -> str:
    return say(
        "screen_norms.per_employee", language,
        name=group.name.of(language).lower(),
        hours=_ends(group.hours_min, group.hours_max, language),
        rate=euro_range(group.rate_min_eur, group.rate_max_eur, language),
        amount=euro_range(group.norm_min_eur, group.norm_max_eur, language),
    )  # fmt: skip


def _ends(low: float, high: float, language: Language) -> str:
    least, most = integer(low, language), integer(high, language)
    return least if least == most else f"{least}–{most}"
