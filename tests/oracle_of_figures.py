"""Figures computed apart, in plain Python from the definitions, to hold the metrics against."""

from datetime import date, datetime, timedelta

from tests import oracle_of_intervals
from tests.oracle import UNFINISHED, State, World, exists, in_group, milestones_known, register_on, standing_versions


def step_completion(world: World, as_of: date, known_on: datetime, **group) -> dict[int, dict]:
    """Per step: F / A, its bounds and the estimate, of the municipalities in the group (province=, size_class=)."""
    state = State(world, known_on)
    people = [m for m in register_on(world, as_of) if in_group(m, group)]
    result = {}
    for step in world.step_numbers:
        where = {m["code"]: state.on_step(m["code"], step, as_of) for m in people}
        finished = sum(standing == "finished" for standing, _ in where.values())
        applicable = sum(standing in ("finished", *UNFINISHED) for standing, _ in where.values())
        unknown = sum(standing == "not_reported" for standing, _ in where.values())
        stale = sum(state.is_stale(day, as_of) for _, day in where.values())
        changed = sum(s in UNFINISHED and state.is_stale(day, as_of) for s, day in where.values())
        possible = applicable + unknown
        row = {
            "numerator": finished,
            "denominator": applicable,
            "unknown_count": unknown,
            "stale_count": stale,
            "value": finished / applicable if applicable else None,
            "value_status": "observed" if applicable else ("not_reported" if unknown else "not_applicable"),
            "lower_bound": finished / possible if possible else None,
            "upper_bound": (finished + unknown) / possible if possible else None,
            "upper_bound_stale": (finished + unknown + changed) / possible if possible else None,
        }
        row.update(_estimated([(m["size_class"], where[m["code"]][0]) for m in people], row))
        if people:
            result[step] = row
    return result


def _estimated(members: list[tuple[int, str]], bounds: dict) -> dict:
    strata: dict[int, list[str]] = {1: [], 2: [], 3: [], 4: []}
    for size_class, standing in members:
        strata[1 if size_class <= 3 else 2 if size_class == 4 else 3 if size_class == 5 else 4].append(standing)
    samples = [
        (len(stratum), [(int(s == "finished"), int(s != "not_applicable")) for s in stratum if s != "not_reported"])
        for stratum in merge_thin_strata([strata[number] for number in (1, 2, 3, 4)])
    ]
    estimate = stratified_ratio(samples)
    if estimate is None:
        return {"estimate": None, "interval_low": None, "interval_high": None}
    low, high = oracle_of_intervals.jeffreys(estimate[0], oracle_of_intervals.effective_number(samples, *estimate))
    return {
        "estimate": estimate[0],
        "interval_low": max(low, bounds["lower_bound"]),
        "interval_high": min(high, bounds["upper_bound"]),
    }


def merge_thin_strata(strata: list[list[str]]) -> list[list[str]]:
    """Strata from small to large; those with fewer than two stated go to the lower neighbour, the lowest up."""
    strata = [list(stratum) for stratum in strata if stratum]
    place = len(strata) - 1
    while place > 0:
        if sum(s != "not_reported" for s in strata[place]) < 2:
            strata[place - 1] += strata.pop(place)
        place -= 1
    if len(strata) > 1 and sum(s != "not_reported" for s in strata[0]) < 2:
        lowest = strata.pop(0)
        strata[0] += lowest
    return strata


def stratified_ratio(strata: list[tuple[int, list[tuple[int, int]]]]) -> tuple[float, float] | None:
    """The combined ratio estimator and its linearised variance (Cochran 6.11; Särndal 7.3), with fpc.

    A stratum is its population size and the (y, x) of its sample. None where the sample cannot carry an estimate.
    """
    if sum(len(sample) for _, sample in strata) < 2:
        return None
    total_y = sum(size / len(sample) * sum(y for y, _ in sample) for size, sample in strata if sample)
    total_x = sum(size / len(sample) * sum(x for _, x in sample) for size, sample in strata if sample)
    if total_x == 0:
        return None
    ratio = total_y / total_x
    variance = 0.0
    for size, sample in strata:
        if len(sample) < 2:
            continue
        residuals = [(y - ratio * x) / total_x for y, x in sample]
        mean = sum(residuals) / len(residuals)
        spread = sum((r - mean) ** 2 for r in residuals) / (len(residuals) - 1)
        variance += size**2 * (1 - len(sample) / size) * spread / len(sample)
    return ratio, variance


def completed_steps(world: World, as_of: date, known_on: datetime) -> dict[str, dict]:
    """Per municipality: finished / stated and applicable, and the number of steps not reported."""
    state = State(world, known_on)
    result = {}
    for municipality in register_on(world, as_of):
        standings = [state.on_step(municipality["code"], step, as_of)[0] for step in world.step_numbers]
        finished = standings.count("finished")
        applicable = finished + sum(s in UNFINISHED for s in standings)
        result[municipality["code"]] = {
            "numerator": finished,
            "denominator": applicable,
            "unknown_count": standings.count("not_reported"),
            "value": finished / applicable if applicable else None,
        }
    return result


def all_steps_done(world: World, as_of: date, known_on: datetime) -> dict:
    """How many have a statement on every step and every applicable step finished; at most: nothing said unfinished."""
    state = State(world, known_on)
    certain = possible = possible_if_stale = 0
    for municipality in register_on(world, as_of):
        steps = [state.on_step(municipality["code"], step, as_of) for step in world.step_numbers]
        certain += all(standing in ("finished", "not_applicable") for standing, _ in steps)
        possible += not any(standing in UNFINISHED for standing, _ in steps)
        possible_if_stale += not any(s in UNFINISHED and not state.is_stale(day, as_of) for s, day in steps)
    return {
        "numerator": certain,
        "lower_bound": certain,
        "upper_bound": possible,
        "upper_bound_stale": possible_if_stale,
        "unknown_count": possible - certain,
    }


def month_ends(first: date, last: date) -> list[date]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)] if first <= last else []
    return [day for day in days if (day + timedelta(days=1)).day == 1]


def progress_over_time(world: World, as_of: date, known_on: datetime) -> dict[tuple[str, int], dict]:
    """`step_completion` at each month's end from the first milestone statement, at one known_on."""
    dates = [s["reporting_date"] for s in milestones_known(world, known_on)]
    if not dates:
        return {}
    return {
        (end.isoformat()[:7], step): row
        for end in month_ends(min(dates), as_of)
        for step, row in step_completion(world, end, known_on).items()
    }


def shown_under(world: World, code: str, as_of: date) -> str | None:
    """The municipality of that day's register under which a code is shown; None across a split."""
    municipality = next(m for m in world.municipalities if m["code"] == code)
    if exists(municipality, as_of):
        return code
    for merger in world.mergers:
        if merger["old_code"] == code and not merger["is_split"] and merger["effective_date"] <= as_of:
            return shown_under(world, merger["new_code"], as_of)
    return None


def response(world: World, as_of: date, known_on: datetime, period: str | None = None) -> dict[str | None, dict]:
    """Who said anything dated in the period (month, quarter, or all up to as_of), of the as_of register."""
    said = standing_versions(
        [*({**s, "table": "milestone"} for s in world.milestones), *world.others],
        ("table", "municipality_code", "reporting_date", "step_number"),
        known_on,
    )
    count = len(register_on(world, as_of))
    answered: dict[str | None, set[str]] = {}
    first = min((s["reporting_date"] for s in said), default=None)
    for period_of in _periods(first, as_of, period):
        answered[period_of] = set()
    for statement in said:
        day = statement["reporting_date"]
        shown = shown_under(world, statement["municipality_code"], as_of)
        if day <= as_of and shown is not None and _period(day, period) in answered:
            answered[_period(day, period)].add(shown)
    return {name: {"numerator": len(codes), "denominator": count} for name, codes in answered.items()}


def _periods(first: date | None, as_of: date, period: str | None) -> list[str | None]:
    if period is None:
        return [None]
    ends = month_ends(first, as_of) if first is not None else []
    if period == "quarter":
        ends = [end for end in ends if end.month in (3, 6, 9, 12)]
    return [_period(end, period) for end in ends]


def _period(day: date, period: str | None) -> str | None:
    if period is None:
        return None
    return day.isoformat()[:7] if period == "month" else f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def freshness(world: World, as_of: date, known_on: datetime) -> dict:
    """Days since the newest milestone reporting date: median and oldest; who is silent and who is stale."""
    state = State(world, known_on)
    newest = [state.newest(m["code"], as_of) for m in register_on(world, as_of)]
    ages = sorted((as_of - day).days for day in newest if day is not None)
    middle = len(ages) // 2
    return {
        "denominator": len(ages),
        "unknown_count": len(newest) - len(ages),
        "stale_count": sum(days > world.stale_after_days for days in ages),
        "median": None if not ages else ages[middle] if len(ages) % 2 else (ages[middle - 1] + ages[middle]) / 2,
        "oldest_days": max(ages, default=None),
    }
