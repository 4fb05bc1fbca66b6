"""Spells computed apart, in plain Python, from the definitions: loops, dictionaries and recursion through mergers.

Takes the same World as tests/oracle.py and imports nothing from the project.
"""

from datetime import date, datetime, timedelta

from tests.oracle import UNFINISHED, World, exists, milestones_known

DAY = timedelta(days=1)


class Spells:
    """Who was seen at work on what, for how long."""

    def __init__(self, world: World, known_on: datetime) -> None:
        self.world = world
        self.by_code = {m["code"]: m for m in world.municipalities}
        self.said = [
            s
            for s in milestones_known(world, known_on)
            if exists(self.by_code[s["municipality_code"]], s["reporting_date"])
        ]

    def merger_days(self, code: str, as_of: date) -> list[date]:
        """The days up to as_of on which others merged into this municipality."""
        return sorted(
            {m["effective_date"] for m in self.world.mergers
             if m["new_code"] == code and not m["is_split"] and m["effective_date"] <= as_of}
        )  # fmt: skip

    def parts(self, code: str, day: date) -> list[str]:
        joined = [m["old_code"] for m in self.world.mergers
                  if m["new_code"] == code and not m["is_split"] and m["effective_date"] == day]  # fmt: skip
        return [*joined, code] if exists(self.by_code[code], day - DAY) else joined

    def holds(self, code: str, step: int, day: date) -> dict | None:
        """What is held to be said of a step on a day: standing, reported, start, end, by_itself."""
        merged_on = max(self.merger_days(code, day), default=None)
        own = [s for s in self.said if s["municipality_code"] == code and s["step_number"] == step
               and s["reporting_date"] <= day and (merged_on is None or s["reporting_date"] >= merged_on)]  # fmt: skip
        if own:
            last = max(own, key=lambda s: s["reporting_date"])
            return {"standing": last["standing"], "reported": last["reporting_date"], "start": last["start_date"],
                    "end": last["end_date"], "by_itself": True}  # fmt: skip
        if merged_on is None:
            return None
        before = [self.holds(part, step, merged_on - DAY) for part in self.parts(code, merged_on)]
        spoke = [one for one in before if one is not None]
        if not spoke:
            return None
        applies = [one for one in spoke if one["standing"] in ("finished", *UNFINISHED)]
        starts = [one["start"] for one in applies if one["start"] is not None]
        return {"standing": rolled_up([one["standing"] if one else "not_reported" for one in before]),
                "start": min(starts, default=None), "by_itself": False}  # fmt: skip

    def own_start(self, code: str, day: date) -> date | None:
        """The earliest start date that it gave for any step up to a day, or that what merged into it gave."""
        own = [s for s in self.said if s["municipality_code"] == code and s["reporting_date"] <= day]
        starts = [s["start_date"] for s in own]
        for merged_on in self.merger_days(code, day):
            for part in self.parts(code, merged_on):
                starts.append(self.own_start(part, merged_on - DAY) if part != code else None)
        return min((start for start in starts if start is not None), default=None)

    def all(self, as_of: date, clocks=("own_start", "step_start")) -> dict[tuple[str, date, int, str], tuple]:
        """(code, last day, step, clock) -> (entry, exit, is an event, why it is left out).

        The clock "wait" is the own start until the start of the step.
        """
        found = {}
        for municipality in self.world.municipalities:
            code = municipality["code"]
            if municipality["valid_from"] is not None and municipality["valid_from"] > as_of:
                continue
            merged = self.merger_days(code, as_of)
            starts_with_merger = merged and merged[0] == municipality["valid_from"]
            begins = [*merged] if starts_with_merger else [None, *merged]
            ends = [*begins[1:], municipality["valid_to"]]
            for merged_on, end in zip(begins, ends, strict=True):
                last_day = as_of if end is None or end > as_of else end - DAY
                for step in self.world.step_numbers:
                    for clock in clocks:
                        spell = self.spell(code, step, clock, merged_on, last_day)
                        if spell is not None:
                            found[code, last_day, step, clock] = spell
        return found

    def spell(self, code: str, step: int, clock: str, merged_on: date | None, last_day: date):
        now = self.holds(code, step, last_day)
        if now is None or now["standing"] in ("not_applicable", "not_reported"):
            return None
        then = self.holds(code, step, merged_on) if merged_on is not None else None
        if merged_on is not None and not now["by_itself"]:
            return None
        if then is not None and then["standing"] in ("finished", "not_reported"):
            return None
        if clock == "wait" and then is not None and then["standing"] == "started":
            return None
        is_late = then is not None and then["standing"] in UNFINISHED
        start = self.own_start(code, last_day)
        begun = min([day for day in (now["start"], then and then["start"]) if day], default=None)
        if clock == "step_start":
            start = begun
        is_event = now["standing"] == "finished" or (clock == "wait" and now["standing"] == "started")
        if start is None:
            return None, None, is_event, "no_start"
        entry = max(0, (merged_on - start).days) if is_late else 0
        left_on = (begun if clock == "wait" else now["end"]) if is_event else now["reported"]
        if left_on is None:
            return entry, None, is_event, "no_start"
        leave = (left_on - start).days
        is_seen = leave > entry or leave == entry == 0
        return entry, leave, is_event, None if is_seen else "not_seen"


def rolled_up(standings: list[str]) -> str:
    for one in ("not_started", "started", "not_reported", "finished"):
        if one in standings:
            return one
    return "not_applicable"
