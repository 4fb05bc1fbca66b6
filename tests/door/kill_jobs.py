"""The job that the kill range runs here: typing drafts and handing them in by the real addresses, until killed."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from domain.municipalities import Register
from domain.programme import Programme
from domain.settings import Settings
from door.handing_in import HandingIn
from door.visitors import Visitors
from store.store import Store
from tests.kill_range import say_line

FIRST_DAY, TODAY = date(2024, 1, 1), date(2026, 11, 30)
register, programme = cache(Register.load), cache(Programme.load)


def about(number: int) -> dict[str, str]:
    """A municipality and a day that no other number has."""
    codes = sorted(
        code for code, one in register().by_code.items() if one.exists_on(FIRST_DAY) and one.exists_on(TODAY)
    )
    day = FIRST_DAY + timedelta(days=number % 1000)
    return {"gemeente": codes[number // 1000 % len(codes)], "peildatum": day.isoformat()}


def fields(number: int) -> dict[tuple[str, str, str], str]:
    """What is typed of a number: its amount tells it, and two things stand beside the rows."""
    return {
        ("milestone", "6", "status"): "gestart",
        ("cost", "6", "gerealiseerd_eur"): str(number),
        ("complete", "cost", "all_we_know"): "ja",
        ("answer", "milestone:6", "start_missing"): f"klopt, nummer {number}",
    }


def form_of(home: Path) -> HandingIn:
    """The addresses as the app has them, in local mode: VNG, on behalf of whoever it is about."""
    return HandingIn(Visitors(Settings(), home, programme), Store(home), register=register, programme=programme)


def post(to: Callable[[Request], Awaitable[Response]], sent: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of an address to what is posted."""
    body = json.dumps(sent).encode()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}

    async def answered() -> Response:
        return await to(Request(scope, receive))

    return json.loads(bytes(asyncio.run(answered()).body))


def saved(form: HandingIn, number: int) -> dict[str, Any]:
    """Types all of a number in its draft; the draft as it is answered."""
    edits = [
        {"part": part, "row": row, "field": field, "text": text, "rests_on": 0}
        for (part, row, field), text in fields(number).items()
    ]
    return post(form.save, {**about(number), "edits": edits})


def hand_in_drafts(home: str, first: int) -> None:
    """Prints `saved <number>` and `handed <number> <report>` for each that was acknowledged; goes on until killed."""
    form = form_of(Path(home))
    for number in count(first):
        key = saved(form, number)["key"]
        say_line(f"saved {number}")
        report = post(form.hand_in, {**about(number), "key": key})["report"]
        say_line(f"handed {number} {report}")
