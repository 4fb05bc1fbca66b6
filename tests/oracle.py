"""An independent computation of the figures, in plain Python, written from the definitions and nothing else.

Slow and simple on purpose: dictionaries and loops, top-down recursion through mergers, no frames, nothing imported
from the project. A statement is a dict with the columns of its table, `ledger_sequence`, `recorded_at` and
`withdrawn_at` (None: never). A municipality is a dict with code, province, size_class, valid_from, valid_to
(exclusive; None: open). A merger is a dict with effective_date, old_code, new_code, is_split.
"""

import math
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

UNFINISHED = ("not_started", "started")


@dataclass
class World:
    """Everything that was ever said, and who existed when."""

    municipalities: list[dict]
    mergers: list[dict]
    step_numbers: tuple[int, ...]
    milestones: list[dict]
    others: list[dict] = field(default_factory=list)  # statements of other tables: only who and when matter here
    stale_after_days: int = 180


def exists(municipality: dict, day: date) -> bool:
    begins, ends = municipality["valid_from"], municipality["valid_to"]
    return (begins is None or begins <= day) and (ends is None or day < ends)


def register_on(world: World, day: date) -> list[dict]:
    return sorted((m for m in world.municipalities if exists(m, day)), key=lambda m: m["code"])


def standing_versions(statements: list[dict], key: tuple[str, ...], known_on: datetime) -> list[dict]:
    """Within a key the highest ledger sequence recorded by known_on wins; a withdrawn statement does not exist."""
    best: dict[tuple, dict] = {}
    for statement in statements:
        if statement["recorded_at"] > known_on:
            continue
        if statement.get("withdrawn_at") is not None and statement["withdrawn_at"] <= known_on:
            continue
        at = tuple(statement[name] for name in key)
        if at not in best or statement["ledger_sequence"] > best[at]["ledger_sequence"]:
            best[at] = statement
    return list(best.values())


def milestones_known(world: World, known_on: datetime) -> list[dict]:
    return standing_versions(world.milestones, ("municipality_code", "reporting_date", "step_number"), known_on)


class State:
    """What every municipality is held to say on a date."""

    def __init__(self, world: World, known_on: datetime) -> None:
        self.world = world
        self.by_code = {m["code"]: m for m in world.municipalities}
        self.said: dict[tuple[str, int], list[dict]] = {}
        for statement in milestones_known(world, known_on):
            self.said.setdefault((statement["municipality_code"], statement["step_number"]), []).append(statement)

    def last_merger_into(self, code: str, as_of: date) -> date | None:
        days = [
            m["effective_date"]
            for m in self.world.mergers
            if m["new_code"] == code and not m["is_split"] and m["effective_date"] <= as_of
        ]
        return max(days, default=None)

    def parts_of(self, code: str, merged_on: date) -> list[str]:
        parts = [
            m["old_code"]
            for m in self.world.mergers
            if m["new_code"] == code and not m["is_split"] and m["effective_date"] == merged_on
        ]
        founded = self.by_code[code]["valid_from"]
        if founded is None or founded < merged_on:
            parts.append(code)
        return parts

    def on_step(self, code: str, step: int, as_of: date) -> tuple[str, date | None]:
        """The standing and the date of the statement under it (of a roll-up: the newest)."""
        merged_on = self.last_merger_into(code, as_of)
        own = [
            s
            for s in self.said.get((code, step), [])
            if s["reporting_date"] <= as_of and (merged_on is None or s["reporting_date"] >= merged_on)
        ]
        if own:
            last = max(own, key=lambda s: s["reporting_date"])
            return last["standing"], last["reporting_date"]
        if merged_on is None:
            return "not_reported", None
        day_before = merged_on - timedelta(days=1)
        return roll_up([self.on_step(part, step, day_before) for part in self.parts_of(code, merged_on)])

    def newest(self, code: str, as_of: date) -> date | None:
        """The newest milestone reporting date of a municipality or of what merged into it."""
        own = [
            s["reporting_date"]
            for (said_by, _), statements in self.said.items()
            if said_by == code
            for s in statements
            if s["reporting_date"] <= as_of
        ]
        for merger in self.world.mergers:
            if merger["new_code"] == code and not merger["is_split"] and merger["effective_date"] <= as_of:
                before = self.newest(merger["old_code"], merger["effective_date"] - timedelta(days=1))
                if before is not None:
                    own.append(before)
        return max(own, default=None)

    def is_stale(self, reported_on: date | None, as_of: date) -> bool:
        return reported_on is not None and (as_of - reported_on).days > self.world.stale_after_days


def roll_up(parts: list[tuple[str, date | None]]) -> tuple[str, date | None]:
    standings = [standing for standing, _ in parts]
    newest = max((day for _, day in parts if day is not None), default=None)
    for least in UNFINISHED:
        if least in standings:
            return least, newest
    if "not_reported" in standings:
        return "not_reported", None
    if "finished" in standings:
        return "finished", newest
    return "not_applicable", newest


def in_group(municipality: dict, group: dict) -> bool:
    return all(municipality[name] == value for name, value in group.items())


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
    ratio, variance = estimate
    margin = 1.959963984540054 * math.sqrt(variance)
    return {
        "estimate": ratio,
        "interval_low": max(ratio - margin, bounds["lower_bound"]),
        "interval_high": min(ratio + margin, bounds["upper_bound"]),
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
