"""The sentences above the figures of one step, made from their numbers."""

from dashboard.one_step import MONTH_DAYS, YEAR_DAYS, OneStep
from dashboard.words import counted
from domain.bilingual import Language
from domain.value_status import ValueStatus
from language.formats import decimal, integer, listing, month
from language.texts import say
from metrics.comparison_findings import RARE
from metrics.sentences import party_name
from metrics.step_durations import GroupCurve, StepDurations
from metrics.step_records import StepRecord


def months_word(days: float, language: Language) -> str:
    """Days in months: 14,2 maanden."""
    return _months(days / MONTH_DAYS, language)


def _months(count: float, language: Language) -> str:
    return say("screen_steps.durations.months", language, months=decimal(count, language))


def durations(found: StepDurations, language: Language) -> str:
    """Who finishes sooner, where chance does not explain it; otherwise how long half of them took."""
    about = say(f"screen_steps.about.{found.between}", language)
    is_rare = found.test.p_value is not None and found.test.p_value < RARE
    reached = [group for group in found.groups if group.shown_median_days is not None]
    if is_rare:
        return _difference(found, reached, about, language)
    whole = found.whole
    if whole.shown_median_days is not None:
        is_same = found.test.p_value is not None
        half = months_word(whole.shown_median_days, language)
        return say(
            f"screen_steps.durations.half{'_same' if is_same else ''}",
            language,
            step=found.step,
            months=half,
            about=about,
        )
    if not whole.summary.event_count:
        return say("screen_steps.durations.none_finished", language, step=found.step)
    key = "not_half" if whole.shown_until_days is not None and whole.summary.median.days is None else "too_few"
    return say(f"screen_steps.durations.{key}", language, step=found.step)


def _difference(found: StepDurations, reached: list[GroupCurve], about: str, language: Language) -> str:
    if len(reached) < 2:
        return say("screen_steps.durations.differs", language, step=found.step, about=about)
    first, last = (reached[0], reached[-1]) if found.between == "size_class" else _ends(reached)
    # as far apart as the months that stand at the lines
    of_first, of_last = (round((group.shown_median_days or 0) / MONTH_DAYS, 1) for group in (first, last))
    if of_first == of_last:
        return say("screen_steps.durations.differs", language, step=found.step, about=about)
    if found.between != "size_class":
        low, high = (months_word(group.shown_median_days or 0, language) for group in (first, last))
        values = {"step": found.step, "about": about, "low": low.split(" ")[0], "high": high}
        return say("screen_steps.durations.differs_medians", language, **values)
    sooner, other = (first, last) if of_first < of_last else (last, first)
    names = [say(f"screen_steps.size_sentence.{group.name}", language) for group in (sooner, other)]
    return say("screen_steps.durations.sooner", language, first=names[0][:1].upper() + names[0][1:], other=names[1],
                 step=found.step, months=_months(abs(of_last - of_first), language))  # fmt: skip


def _ends(reached: list[GroupCurve]) -> tuple[GroupCurve, GroupCurve]:
    by_median = sorted(reached, key=lambda group: group.shown_median_days or 0)
    return by_median[0], by_median[-1]


def group_name(group: GroupCurve, one: OneStep, language: Language) -> str:
    """A group as it stands at its line: tot 20.000, Utrecht, A · ...; all together without a name."""
    name = group.name
    if name is None:
        return say("screen_steps.durations.whole", language)
    if one.between == "size_class":
        return say(f"screen_steps.size.{name}", language)
    if one.between == "access_variant":
        variant = next(variant for variant in one.programme.access_variants if variant.key == name)
        return f"{variant.key} · {variant.name.of(language)}"
    return str(name)


def median_word(group: GroupCurve, language: Language) -> str:
    """Helft na 14 maanden; helft: niet bereikt."""
    days = group.shown_median_days
    if days is None:
        return say(f"screen_steps.durations.half_{_why_no_median(group)}", language)
    return say("screen_steps.durations.half_after", language, months=months_word(days, language))


def ring_word(group: GroupCurve, language: Language) -> str:
    """The median of a group as short as a label must be, with the ring that marks it: ○ 14 maanden."""
    days = group.shown_median_days
    word = (
        say(f"screen_steps.durations.ring_{_why_no_median(group)}", language)
        if days is None
        else months_word(days, language)
    )
    return say("screen_steps.durations.ring", language, word=word)


def _why_no_median(group: GroupCurve) -> str:
    is_followed = group.shown_until_days is not None
    return "not_reached" if is_followed and group.summary.median.days is None else "few"


def outlook(one: OneStep, language: Language) -> str:
    """What is expected at the furthest month, or why nothing is."""
    last = one.coming[-1] if one.coming else None
    status = ValueStatus(last.value_status) if last else ValueStatus.TOO_FEW
    number = one.number
    if last is None or status not in (ValueStatus.OBSERVED, ValueStatus.RANGE):
        return say(f"screen_steps.outlook.finding_{status}", language, step=number)
    if last.numerator == last.denominator:
        return say("screen_steps.outlook.finding_done", language, step=number)
    values = {"month": month(last.month_end, language), "step": number,
              "followed": integer(last.denominator, language)}  # fmt: skip
    if status is ValueStatus.RANGE or last.value is None:
        low, high = integer(last.interval_low, language), integer(last.interval_high, language)
        return say("screen_steps.outlook.finding_range", language, low=low, high=high, **values)
    count = round(last.value)
    return counted("screen_steps.outlook.finding", count, language, count=integer(count, language), **values)


def record(found: StepRecord, language: Language) -> str:
    """How many of the earlier expectations held what happened."""
    judged, inside = found.judged_count, found.inside_count
    if not judged:
        return say("screen_steps.record.finding_empty", language)
    if judged == 1:
        return say(f"screen_steps.record.finding_one{'' if inside else '_not'}", language)
    words = {"judged": integer(judged, language), "inside": integer(inside, language)}
    if inside == judged == 2:
        return say("screen_steps.record.finding_both", language)
    if inside in (0, judged):
        return say(f"screen_steps.record.finding_{'all' if inside else 'none'}", language, judged=words["judged"])
    return counted("screen_steps.record.finding_some", inside, language, **words)


def waiting(one: OneStep, language: Language) -> str:
    """What those at work wait on most, and how many of them name nobody."""
    started = one.busy.height
    if not started:
        return say("screen_steps.waiting.finding_none", language, step=one.number)
    most = max(one.waits["count"].to_list(), default=0)
    if not most:
        return say("screen_steps.waiting.finding_nobody", language, step=one.number)
    keys = one.waits.filter(one.waits["count"] == most)["party"].to_list()
    names = [party_name(one.parties[key].key, one.parties[key].name).of(language) for key in keys]
    values = {"step": one.number, "party": listing(names, language)}
    if started == 1:
        return say("screen_steps.waiting.finding_only", language, **values)
    nobody = one.busy["waiting_on"].null_count()
    rest = counted("screen_steps.waiting.rest", nobody, language, count=integer(nobody, language)) if nobody else ""
    values |= {"count": integer(most, language), "started": integer(started, language), "rest": rest}
    if len(keys) > 1:
        return say("screen_steps.waiting.finding_tie", language, **values)
    return counted("screen_steps.waiting.finding", most, language, **values)


def busy(one: OneStep, language: Language) -> str:
    """How many are at it for more than a year, and for how many there is an example."""
    if not one.busy.height:
        return say("screen_steps.busy.finding_none", language, step=one.number)
    long = one.busy.filter(one.busy["busy_days"] > YEAR_DAYS)
    if not long.height:
        return say("screen_steps.busy.finding_short", language, step=one.number)
    with_peer = long.height - long["peer"].null_count()
    if with_peer in (0, long.height):
        kind = "none" if not with_peer else "all" if with_peer > 1 else "all_one"
        peers = say(f"screen_steps.busy.peers_{kind}", language)
    else:
        peers = counted("screen_steps.busy.peers_some", with_peer, language, count=integer(with_peer, language))
    count = integer(long.height, language)
    return counted("screen_steps.busy.finding", long.height, language, count=count, step=one.number, peers=peers)


def plans(one: OneStep, language: Language) -> str:
    """How many met their own target date, of those of whom that is known."""
    told = one.plans
    if told is None or not told.denominator:
        return say("screen_steps.plans.finding_unknown", language, step=one.number)
    if told.denominator == 1:
        return say("screen_steps.plans.finding_one", language)
    return say(
        "screen_steps.plans.finding",
        language,
        met=integer(told.numerator, language),
        known=integer(told.denominator, language),
    )
