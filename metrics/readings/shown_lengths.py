"""Of which groups it is shown how long they took for a step, to somebody who may not see each municipality by name."""

from collections.abc import Mapping, Sequence

from domain.statements import Table
from metrics.defining.estimate import STRATUM_OF_SIZE_CLASS
from metrics.defining.request import Request, Value
from metrics.readings.step_durations import SIZE_BANDS
from metrics.released.contributing import STRATUM
from metrics.released.release import Asking, why_no_lengths
from metrics.standing.known import Known

Places = Mapping[Value, Sequence[tuple[str, str | None]]]


def shown_lengths(
    known: Known, request: Request, asking: Asking, *, is_now: bool, step: int, between: str
) -> Mapping[Value, str | None]:
    """Per group as `step_durations` names them (None: all together) the key of why it is withheld; None: it is shown.

    Raises RefusedError where nothing of it may be seen.
    """
    also_tells = (Table.PROFILE,) if between == "access_variant" else ()
    places = _places(known, between)
    return why_no_lengths(
        known, request, asking, is_now=is_now, step=step, also_tells=also_tells, places=places
    )  # fmt: skip


def _places(known: Known, between: str) -> Places:
    """Of which sums each group is made: a band of sizes of the strata in which estimates are made."""
    if between == "size_class":
        bands = {name: {STRATUM_OF_SIZE_CLASS[size] for size in sizes} for name, sizes in SIZE_BANDS.items()}
        return {None: (), **{name: [(STRATUM, str(one)) for one in sorted(strata)] for name, strata in bands.items()}}
    if between == "access_variant":
        return {None: (), **{one.key: [(between, one.key)] for one in known.programme.access_variants}}
    provinces = known.register.municipalities["province"].drop_nulls().unique().sort().to_list()
    return {None: (), **{name: [(between, name)] for name in provinces}}
