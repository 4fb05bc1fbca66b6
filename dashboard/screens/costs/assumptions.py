"""The assumptions of the cost model as they stand in the address, and as sliders. The model itself is a metric."""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from domain.programme import Programme
from metrics.costs.cost_model import Assumptions

NAME: Final = "aannames"  # in the address: the values of `fields`, in their order, apart by semicolons
RATES: Final = ("rate_min_eur", "rate_max_eur")


@dataclass(frozen=True)
class Field:
    """One assumption: `groups` are the target groups it holds for (none: all staff). A share is in percent here."""

    name: str
    groups: tuple[str, ...]
    unit: Literal["count", "share", "hours", "euro"]
    original: float
    low: float
    high: float
    step: float


class Refused(NamedTuple):
    """Why assumptions are not used; `field` is the one that lies outside its limits."""

    reason: Literal["shape", "range", "order"]
    field: Field | None = None


@dataclass(frozen=True)
class Chosen:
    """What a visitor chose. `own` is None for the original, and for what is refused."""

    fields: tuple[Field, ...]
    values: tuple[float, ...]
    own: Assumptions | None
    refused: Refused | None

    @property
    def is_original(self) -> bool:
        """Whether nothing was changed."""
        return self.values == tuple(field.original for field in self.fields)


def fields(programme: Programme) -> tuple[Field, ...]:
    """What can be changed: staff, rates (one for all groups where they share it), and per group its share and hours."""
    groups = programme.target_groups
    found = [_field("staff_count", (), "count", programme.training.staff_count)]
    for name in RATES:
        if len({getattr(group, name) for group in groups}) == 1:
            found.append(_field(name, tuple(group.key for group in groups), "euro", getattr(groups[0], name)))
        else:
            found += [_field(name, (group.key,), "euro", getattr(group, name)) for group in groups]
    for group in groups:
        found.append(_field("scope_share", (group.key,), "share", round(100 * group.scope_share, 2), high=100))
        found += [
            _field(name, (group.key,), "hours", getattr(group, name), high=2 * group.hours_max)
            for name in ("hours_min", "hours_max")
        ]
    return tuple(found)


def chosen(written: str | None, programme: Programme) -> Chosen:
    """The assumptions that the address asks for; what cannot be used is refused, and the original stays."""
    known = fields(programme)
    original = tuple(field.original for field in known)
    if not written:
        return Chosen(known, original, None, None)
    try:
        values = tuple(float(part) for part in written.split(";"))
    except ValueError:
        values = ()
    if len(values) != len(known):
        return Chosen(known, original, None, Refused("shape"))
    outside = next(
        (field for field, value in zip(known, values, strict=True) if not field.low <= value <= field.high), None
    )
    if outside is not None:
        return Chosen(known, original, None, Refused("range", outside))
    if values == original:
        return Chosen(known, original, None, None)
    try:
        return Chosen(known, values, _applied(known, values, programme), None)
    except ValueError:
        return Chosen(known, values, None, Refused("order"))


def _applied(known: tuple[Field, ...], values: tuple[float, ...], programme: Programme) -> Assumptions:
    staff: float | None = None
    groups: dict[str, dict[str, float]] = {}
    for field, value in zip(known, values, strict=True):
        if not field.groups:
            staff = value
        for key in field.groups:
            groups.setdefault(key, {})[field.name] = value / 100 if field.unit == "share" else value
    return Assumptions.of(programme).changed(staff_count=staff, groups=groups)


def _field(
    name: str,
    groups: tuple[str, ...],
    unit: Literal["count", "share", "hours", "euro"],
    original: float,
    *,
    high: float | None = None,
) -> Field:
    """With limits that hold the original, and a step that can reach it."""
    step = 100 if unit == "count" and original % 100 == 0 else 1 if original == int(original) else 0.5
    low = 0 if unit in ("share", "hours") else step * (original // 2 // step)
    return Field(name, groups, unit, original, low, 2 * original if high is None else high, step)
