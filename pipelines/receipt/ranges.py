"""What many rows under one another have in common is said once, with the first and the last of them."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final

from pipelines.format.finding import Finding
from pipelines.normalising.normalise import NormalisedTable
from pipelines.receipt.problems import row_problem

Run = list[int]  # the first and the last row index

FEWEST_ALIKE: Final = 20  # a report has eleven steps: up to here each row speaks for itself
FEWEST_OF_ONE_KIND: Final = 200  # other values, but the same rule: the first of them then stands for all


def problems_by_row(
    findings: Mapping[int, list[Finding]], source: NormalisedTable, file_name: str
) -> dict[int, list[dict[str, Any]]]:
    """The problem objects of each row index; rows under one another that say the same share one, with `row_to`."""
    alike, of_one_kind = _runs(findings, _same), _runs(findings, _same_kind)
    made: dict[tuple[Hashable, int], dict[str, Any]] = {}
    said: dict[int, list[dict[str, Any]]] = {}
    for index in sorted(findings):
        for number, finding in enumerate(findings[index]):
            for run, key, fewest in (
                (alike[index][number], _same(finding), FEWEST_ALIKE),
                (of_one_kind[index][number], _same_kind(finding), FEWEST_OF_ONE_KIND),
            ):
                if run[1] - run[0] + 1 >= fewest:
                    place = (key, run[0])
                    if place not in made:
                        is_example = fewest == FEWEST_OF_ONE_KIND
                        made[place] = _of_run(finding, run, source, file_name, is_example=is_example)
                    problem = made[place]
                    break
            else:
                problem = row_problem(finding, source, source.rows[index].row_number, file_name)
            said.setdefault(index, []).append(problem)
    return said


def dragged_problems(source: NormalisedTable, file_name: str) -> list[dict[str, Any]]:
    """One problem object for each stretch of rows into which a cell was dragged down."""
    return [
        row_problem(
            Finding("left_out", stretch.column, stretch.written, {"count": stretch.row_count}, stretch.part),
            source,
            stretch.row_number,
            file_name,
            row_to=stretch.row_to,
        )
        for stretch in source.filled.dragged
    ]


def _of_run(finding: Finding, run: Run, source: NormalisedTable, file_name: str, *, is_example: bool) -> dict[str, Any]:
    first, last = (source.rows[index].row_number for index in run)
    return row_problem(finding, source, first, file_name, row_to=last, is_example=is_example)


def _runs(findings: Mapping[int, list[Finding]], key: Callable[[Finding], Hashable]) -> dict[int, list[Run]]:
    """Per row index and finding the run of rows, without a row between them, that have a finding with the same key."""
    latest: dict[Hashable, Run] = {}
    runs: dict[int, list[Run]] = {}
    for index in sorted(findings):
        for finding in findings[index]:
            named = key(finding)
            run = latest.get(named)
            if run is None or run[1] < index - 1:
                run = latest[named] = [index, index]
            run[1] = index
            runs.setdefault(index, []).append(run)
    return runs


def _same(finding: Finding) -> Hashable:
    return (*_same_kind(finding), finding.written, tuple(finding.named.items()))


def _same_kind(finding: Finding) -> tuple[Hashable, ...]:
    return (finding.rule, finding.column, finding.part, finding.remedy)
