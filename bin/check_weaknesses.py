"""Known weaknesses in what is locked: python bin/check_weaknesses.py requirements.lock.

Ends with 1 where there is one. Where the list of weaknesses cannot be reached it says so, and what was not looked at,
and ends with 0: a machine without a way outside is no finding.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

AT_MOST: Final = 180  # seconds
ACCEPTED: Final[Mapping[str, str]] = {}
"""The number of a weakness that does not touch us -> why not. Each line goes once its package has been mended."""


def main(lock: str) -> int:
    """Asks pip-audit about every package of the lock file."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        lock,
        "--no-deps",
        "--disable-pip",
        "--format",
        "json",
    ]
    try:
        asked = subprocess.run(command, capture_output=True, text=True, timeout=AT_MOST, check=False)
        packages = json.loads(asked.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return _say([f"no answer within {AT_MOST} seconds: the locked packages were not looked at"], 0)
    except (json.JSONDecodeError, KeyError):
        last = (asked.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return _say([f"could not look: {last}; the locked packages were not looked at"], 0)
    return _say(*judged(packages))


def judged(packages: Sequence[Mapping[str, Any]]) -> tuple[list[str], int]:
    """What is told of what pip-audit found per package, and with what it ends."""
    unseen = [package["name"] for package in packages if "skip_reason" in package]
    found = [
        f"{package['name']} {package['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or '-'}"
        for package in packages
        for one in package.get("vulns", ())
        if not {one["id"], *one.get("aliases", ())} & set(ACCEPTED)
    ]
    seen = len(packages) - len(unseen)
    lines = [*found, f"{seen} of {len(packages)} locked packages looked at, {len(found)} known weaknesses"]
    if unseen:
        named = ", ".join(unseen[:5]) + (" and others" if len(unseen) > 5 else "")
        lines.append(f"the list of weaknesses could not be asked about {len(unseen)}: {named}")
    return lines, 1 if found else 0


def _say(lines: Sequence[str], code: int) -> int:
    for line in lines:
        sys.stdout.write(f"weaknesses: {line}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
