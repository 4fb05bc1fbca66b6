"""A cluster of Spark on this machine: a master and two workers, each on the loopback address, each with one core."""

import os
import socket
import subprocess  # nosec B404 # of our own commands
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Final

from store.computing import SPARK_PYTHON

HERE: Final = "127.0.0.1"
WORKERS: Final = 2
BEGINS_WITHIN: Final = 60.0  # seconds


@contextmanager
def cluster() -> Generator[str]:
    """The address of its master; nothing of it is left afterwards. Raises TimeoutError, OSError, and StopIteration
    where Spark was not put up."""
    home = next(SPARK_PYTHON.parents[1].glob("lib/python*/site-packages/pyspark"))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wams-spark-")))
        environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": HERE, "SPARK_WORKER_DIR": str(folder)}

        def start(kind: str, *words: str) -> Path:
            log = folder / f"{kind}-{len(list(folder.glob('*.log')))}.log"
            with log.open("wb") as written:
                command = [home / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", "--host", HERE]
                process = subprocess.Popen(  # nosec B603 # the command is ours, and no shell reads it
                    [*command, "--webui-port", "0", *words],
                    env=environment, stdout=written, stderr=written, cwd=folder,
                )  # fmt: skip
            stack.callback(process.wait)
            stack.callback(process.terminate)
            return log

        port = _free_port()
        master = f"spark://{HERE}:{port}"
        start("master.Master", "--port", str(port))
        _until(lambda: _answers(port))
        logs = [start("worker.Worker", "--cores", "1", "--memory", "2g", master) for _ in range(WORKERS)]
        _until(lambda: all("Successfully registered with master" in log.read_text(errors="replace") for log in logs))
        yield master


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + BEGINS_WITHIN
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("the cluster did not begin")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    try:
        with socket.create_connection((HERE, port), timeout=1):
            return True
    except OSError:
        return False


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])
