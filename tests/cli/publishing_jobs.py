"""The machine that writes: a version for every line on standard input, published in a shared folder.

Run as `python -m tests.cli.publishing_jobs HOME FOLDER`; says of each version what it was called.
"""

import sys
from pathlib import Path

from domain.statements import Table
from store.intake import Intake
from store.shared import share
from store.store import Store
from tests.store.kill_jobs import TOWNS
from tests.store.reports import DAY, costs, milestones, moment, report


def told_in(version: int) -> Intake:
    """What came in for a version: of one town the cost of a step, in place of what it said before."""
    code = TOWNS[version % len(TOWNS)]
    statements = {
        Table.MILESTONE: milestones((code, 2, DAY, "started")),
        Table.COST: costs((code, 2, DAY, float(cost_in(version)))),
    }
    return report(f"versie-{version}.csv", statements)


def cost_in(version: int) -> int:
    """Euro: no two versions have the same sum."""
    return 1000 * (version + 1)


def shown_in(version: int) -> tuple[int, int]:
    """How many reported in a version and what they spent together: worked out from what came in, by nothing of ours."""
    last = {one % len(TOWNS): cost_in(one) for one in range(version + 1)}
    return len(last), sum(last.values())


def main(home: Path, folder: Path) -> None:
    """Publishes version after version, as it is told."""
    store = Store(home)
    for version, _ in enumerate(sys.stdin):
        with store.writer(holder="elders") as writer:
            writer.record(told_in(version), recorded_at=moment(version))
        share(store.home, folder)
        print(store.version(), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
