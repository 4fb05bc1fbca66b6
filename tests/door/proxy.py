"""The app behind Caddy, as docs/Caddyfile has it, with a certificate of Caddy's own."""

import os
import subprocess
import time
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from domain.places import PROJECT_DIRECTORY
from tests.dashboard.browser import free_port
from tests.door.signing_in import Installation, installed

SAMPLE = PROJECT_DIRECTORY / "docs" / "Caddyfile"
ALONE = """{{
	admin off
	skip_install_trust
	auto_https disable_redirects
	http_port {http}
	https_port {https}
}}
import {sample}
"""


def caddy() -> str:
    """The program; skips the test, and says why, where it is not here and cannot be fetched."""
    found = subprocess.run(
        ["/bin/sh", PROJECT_DIRECTORY / "bin" / "have-caddy"], capture_output=True, text=True, check=False, timeout=300
    )
    if found.returncode != 0:
        pytest.skip(f"not tried behind a proxy: {found.stderr.strip().splitlines()[-1]}")
    return found.stdout.strip()


@contextmanager
def behind_caddy(home: Path, **chosen: object) -> Generator[tuple[Installation, Installation]]:
    """The installation as visitors see it, and as it answers behind the proxy, to who gets past it."""
    program, port = caddy(), free_port()
    public = f"https://localhost:{port}"
    (home / "app").mkdir(parents=True)
    with installed(home / "app", public_address=public, **chosen) as behind:
        file = home / "Caddyfile"
        file.write_text(ALONE.format(http=free_port(), https=port, sample=SAMPLE), encoding="utf-8")
        told = {"WAMS_SITE": public, "WAMS_APP": urlsplit(behind.address).netloc, "WAMS_TLS": "tls internal"}
        process = subprocess.Popen(
            [program, "run", "--config", file, "--adapter", "caddyfile"],
            env={**os.environ, **told, "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home), "HOME": str(home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            root = home / "caddy" / "pki" / "authorities" / "local" / "root.crt"
            outside = replace(behind, address=public, trusts=root)
            _wait_for(outside)
            yield outside, behind
        finally:
            process.terminate()
            process.wait(timeout=10)


def _wait_for(outside: Installation) -> None:
    for _ in range(120):
        with suppress(OSError), closing(outside.connection()) as connection:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == HTTPStatus.OK:
                return
        time.sleep(0.1)
    raise TimeoutError("Caddy does not answer")
