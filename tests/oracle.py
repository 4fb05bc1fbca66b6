"""An independent computation of the figures, in plain Python, written from the definitions and nothing else.

Slow and simple on purpose: dictionaries and loops, top-down recursion through mergers, no frames, nothing imported
from the project. A statement is a dict with the columns of its table, `ledger_sequence`, `recorded_at` and
`withdrawn_at` (None: never). A municipality is a dict with code, province, size_class, valid_from, valid_to
(exclusive; None: open). A merger is a dict with effective_date, old_code, new_code, is_split.
"""

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
