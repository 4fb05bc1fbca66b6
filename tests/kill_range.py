"""Runs jobs in processes of their own, kills them with SIGKILL, and says what they had printed by then.

A job is a function `module:name` with plain arguments that writes whole lines with `say_line`. The processes are forked
from a nursery that has everything imported but has not started any thread, so that one costs milliseconds.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Self

_PROJECT = Path(__file__).resolve().parents[1]


def say_line(line: str) -> None:
    """Prints one line in a single write: it is there as a whole or not at all, also when the process is killed."""
    os.write(1, f"{line}\n".encode())


class KillRange:
    """A nursery for one job; a context manager."""

    def __init__(self, job: str) -> None:
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.kill_range", job],
            cwd=_PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.close()
        self._nursery.stdout.close()
        self._nursery.wait(10)

    def run(self, *arguments: object, kill_after_seconds: float | None = None) -> tuple[list[str], bool]:
        """The lines that the job printed, and whether it was killed (rather than done before that)."""
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write(json.dumps(arguments) + "\n")
        self._nursery.stdin.flush()
        lines: list[str] = []
        timer: threading.Timer | None = None
        for line in self._nursery.stdout:
            word, _, rest = line.strip().partition(" ")
            if word == "started" and kill_after_seconds is not None:
                timer = threading.Timer(kill_after_seconds, os.kill, (int(rest), signal.SIGKILL))
                timer.start()
            elif word == "ended":
                if timer is not None:
                    timer.cancel()
                    timer.join()
                assert rest in ("0", str(-signal.SIGKILL)), f"the job failed by itself: {rest}"
                return lines, rest != "0"
            elif word != "started":
                lines.append(line.strip())
        raise AssertionError("the nursery ended before its job")


def _nurse(job: str) -> None:
    module, _, name = job.partition(":")
    function = getattr(importlib.import_module(module), name)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            say_line(f"started {os.getpid()}")
            status = 1
            try:
                function(*json.loads(line))
                status = 0
            except BaseException:
                traceback.print_exc()  # else nobody would hear why a job failed by itself
            finally:
                os._exit(status)
        _, status = os.waitpid(pid, 0)
        say_line(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    _nurse(sys.argv[1])
