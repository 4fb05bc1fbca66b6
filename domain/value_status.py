"""Why a value is there or is not: unknown is not zero, down to the last export."""

from enum import StrEnum


class ValueStatus(StrEnum):
    """Of these only `OBSERVED` comes with a single number."""

    OBSERVED = "observed"
    NOT_REPORTED = "not_reported"
    LIMITED = "limited"
    PRO_MEMORIA = "pro_memoria"
    NOT_ESTIMATED = "not_estimated"
    NOT_APPLICABLE = "not_applicable"
    TOO_FEW = "too_few"
    RANGE = "range"
    SUPPRESSED = "suppressed"
