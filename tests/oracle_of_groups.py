"""Bounds of groups by access variant computed apart, by trying what the unknown could be, from the definitions."""

from datetime import date, datetime, timedelta

from tests.oracle import UNFINISHED, State, World, register_on, standing_versions


def variant_of(world: World, state: State, said: list[dict], code: str, as_of: date) -> str | None:
    """The variant last stated; of a merged municipality that of all its parts, where they name the same one."""
    merged_on = state.last_merger_into(code, as_of)
    own = [
        s
        for s in said
        if s["municipality_code"] == code
        and s["reporting_date"] <= as_of
        and (merged_on is None or s["reporting_date"] >= merged_on)
    ]
    if own:
        return max(own, key=lambda s: s["reporting_date"])["access_variant"]
    if merged_on is None:
        return None
    before = merged_on - timedelta(days=1)
    named = {variant_of(world, state, said, part, before) for part in state.parts_of(code, merged_on)}
    return named.pop() if len(named) == 1 else None


def bounds_by_variant(world: World, as_of: date, known_on: datetime) -> dict[tuple[str | None, int], dict]:
    """Per variant and step the lowest and highest share finished, over everything the unknown could be."""
    state = State(world, known_on)
    said = standing_versions(world.others, ("table", "municipality_code", "reporting_date"), known_on)
    people = [m["code"] for m in register_on(world, as_of)]
    variant = {code: variant_of(world, state, said, code, as_of) for code in people}
    result = {}
    for step in world.step_numbers:
        for group in set(variant.values()):
            certain = [state.on_step(c, step, as_of)[0] for c in people if variant[c] == group]
            perhaps = [state.on_step(c, step, as_of)[0] for c in people if variant[c] is None and group is not None]
            result[group, step] = {
                "lower_bound": _share(certain, perhaps, lowest=True),
                "upper_bound": _share(certain, perhaps, lowest=False),
            }
    return result


def _share(certain: list[str], perhaps: list[str], *, lowest: bool) -> float | None:
    """Each of the perhaps is taken along where that makes the share lower (or higher); the silent as that asks."""
    silent = "started" if lowest else "finished"
    taken = [silent if one == "not_reported" else one for one in (*certain, *perhaps)]
    kept = UNFINISHED if lowest else ("finished",)
    group = taken[: len(certain)] + [one for one in taken[len(certain) :] if one in kept]
    of = [one for one in group if one != "not_applicable"]
    return of.count("finished") / len(of) if of else None
