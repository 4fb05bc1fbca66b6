"""Runs a command and prints what it took, as JSON: its exit status, seconds of processor, most memory held (megabytes).

A script of its own that imports next to nothing: Linux counts as held by a command what the process that started it
held, and that is hundreds of megabytes where Polars was imported.
"""

import json
import os
import sys


def main() -> None:
    """The command is what follows; what it prints is thrown away."""
    command = sys.argv[1:]
    nowhere = (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)
    child = os.posix_spawn(command[0], command, os.environ, file_actions=[nowhere])
    _, status, used = os.wait4(child, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))


if __name__ == "__main__":
    main()
