"""The scripts of the drawn parts, served by address: modules that import each other, as they stand beside the Python.

A script that is handed to Streamlit as a text cannot import a script beside it. So the app serves them itself, and what
Streamlit is handed is a few lines that fetch the module of the part. The version in the address is of all scripts
together, so a browser may keep what it has until one of them changes.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ROOT: Final = Path(__file__).resolve().parents[1]  # dashboard/, in which every script stands
SCRIPTS: Final[Mapping[str, bytes]] = {
    path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted(ROOT.rglob("*.js"))
}
"""Address under the version -> what is served there; nothing else is, whatever is asked for."""
VERSION: Final = sha256(
    b"\0".join(part for name, text in SCRIPTS.items() for part in (name.encode(), text))
).hexdigest()[:16]
_KEPT_FOR_A_YEAR: Final = "public, max-age=31536000, immutable"
_NOT_KEPT: Final = "no-store"

# While a module is on its way Streamlit may hand over newer data: only the newest is drawn. A module that did not come
# is asked for once more; a browser may remember a failure, so by another address.
# The data come as bytes, in which there is JSON.
_STUB: Final = """const newest = new WeakMap();
const address = window.location.origin + "{address}";
const pause = () => new Promise((over) => setTimeout(over, 1000));
const fetched = () => import(address).catch(() => pause().then(() => import(address + "?again")));
export default async (component) => {{
  newest.set(component.parentElement, component);
  const {{ default: part }} = await fetched();
  if (newest.get(component.parentElement) !== component) return undefined;
  return part({{ ...component, data: JSON.parse(new TextDecoder().decode(component.data)) }});
}};
"""


def stub(name: str) -> str:
    """What Streamlit is handed for a part. `name`: its script, as a path under dashboard/."""
    if name not in SCRIPTS:
        raise KeyError(f"dashboard/{name}: there is no such script")
    return _STUB.format(address=f"{_prefix()}/{VERSION}/{name}")


def routes() -> list[Route]:
    """Where the app answers with the scripts."""
    return [Route(f"{_prefix()}/{{version}}/{{name:path}}", _answer, methods=["GET"])]


def base() -> str:
    """What Streamlit puts before its own addresses; "" where it puts nothing."""
    found = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{found}" if found else ""


def _prefix() -> str:
    """The path before the version; Streamlit puts its own base before its own addresses only."""
    return f"{base()}/scripts"


async def _answer(request: Request) -> Response:
    """A script, or 404.

    A page that was opened before the app was renewed may still ask for an earlier version: it gets what there is now,
    which its browser does not keep.
    """
    found = SCRIPTS.get(request.path_params["name"])
    if found is None:
        return Response(status_code=404)
    kept = _KEPT_FOR_A_YEAR if request.path_params["version"] == VERSION else _NOT_KEPT
    headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff"}
    return Response(found, media_type="text/javascript", headers=headers)
