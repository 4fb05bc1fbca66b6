"""The generated pages in docs/: `python -m cli.docs` writes them, `--check` says which have drifted."""

import sys
from collections.abc import Callable

from cli.outcome import Ending
from domain.places import PROJECT_DIRECTORY


def _metrics_page() -> str:
    from metrics.readings.pages import metrics_page

    return metrics_page()


def _tables_page() -> str:
    from metrics.readings.pages import tables_page

    return tables_page()


def _rules_page() -> str:
    from pipelines.checking.rules_page import rules_page

    return rules_page()


def _coverage_page() -> str:
    from domain.study_outcome import kept_outcomes
    from studies.outcome import page

    return page(kept_outcomes())


def _bench_page() -> str:
    from bench import policy_outcome
    from bench.outcome import kept, page

    return page(kept()) + policy_outcome.chapter(policy_outcome.kept())


def _performance_page() -> str:
    from bench.measurements import kept, page

    return page(kept())


PAGES: dict[str, Callable[[], str]] = {
    "metrics.md": _metrics_page,
    "tables.md": _tables_page,
    "rules.md": _rules_page,
    "coverage.md": _coverage_page,
    "bench.md": _bench_page,
    "performance.md": _performance_page,
}


def drifted() -> list[str]:
    """The names of the generated pages that are missing or are no longer what would be written today."""
    folder = PROJECT_DIRECTORY / "docs"
    return [
        name
        for name, page in PAGES.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != page()
    ]


def write_page(name: str) -> None:
    """Write one page anew."""
    (PROJECT_DIRECTORY / "docs" / name).write_text(PAGES[name](), encoding="utf-8")


def main() -> int:
    """Write the pages, or with `--check` only compare them."""
    if "--check" in sys.argv[1:]:
        stale = drifted()
        for name in stale:
            sys.stderr.write(f"docs/{name} is not what the code says; run: make docs\n")
        return Ending.DONE_BUT_REFUSED if stale else Ending.DONE
    for name in PAGES:
        write_page(name)
    return Ending.DONE


if __name__ == "__main__":
    sys.exit(main())
