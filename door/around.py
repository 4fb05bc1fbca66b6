"""All that stands around the app: what `st.App` is given beside the script, in the order in which it is asked."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timezone
from functools import cache
from typing import Any, TypedDict

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount

from api.application import DOCUMENT, MOUNTED, application
from api.monitor import Monitor
from api.problems import BASE
from dashboard.drawing import served
from dashboard.frame import failing
from dashboard.view import cached
from domain.places import Places
from domain.settings import SHOWN_PORT, Settings, SettingsError
from door import security_text
from door.bearers import Bearers
from door.compressing import Compressed, Wardrobe
from door.handing_in import BODIES, HandingIn
from door.heading import Headed, failed
from door.judging import Judge
from door.listening import refuse_other_addresses, trust
from door.page_language import PageLanguage
from door.rating import Rated
from door.signing_in import POSTED, SigningIn
from door.visitors import Visitors
from door.workbooks import FILES, Workbooks
from office.errors import OfficeError
from office.turns import DatabaseTurns
from pipelines.format.raw import APP_LIMITS
from store.store import Store
from store.turn import take_turns


class Around(TypedDict):
    """The arguments of `st.App`."""

    routes: list[BaseRoute]
    middleware: list[Middleware]
    lifespan: Callable[[Any], AbstractAsyncContextManager[Any]]  # of the app, which gives nothing to it
    exception_handlers: Mapping[Any, Callable[[Any, Any], Any]]  # as Streamlit declares them
    on_script_error: Callable[[Exception], bool | None]


@cache
def visitors() -> Visitors:
    """Who may look here, by the settings of this installation. One for a process; ends it where those are wrong."""
    try:
        settings = Settings.from_environment(os.environ)
        take_turns(DatabaseTurns.of(settings))
    except (SettingsError, OfficeError) as error:
        sys.exit(str(error))
    places = Places.from_environment(os.environ)
    return Visitors(settings, places.home, lambda: cached.programme(places.programme))


def around() -> Around:
    """What the app is served with. Ends the start where the app would listen to others than it may."""
    known = visitors()
    settings = known.settings
    if settings.is_local:
        refuse_other_addresses()
    trust(settings)
    wardrobe = Wardrobe()
    places = Places.from_environment(os.environ)
    reference = places.reference
    bodies = {**BODIES, **FILES}
    public = [settings.public_address] if settings.public_address and not settings.is_local else []
    return {
        "routes": [
            *served.routes(),
            *SigningIn(known, lambda: cached.register(reference)).routes(),
            *HandingIn(
                known,
                Store(places.home),
                register=lambda: cached.register(reference),
                programme=lambda: cached.programme(places.programme),
            ).routes(),
            *Workbooks(
                known,
                Store(places.home),
                register=lambda: cached.register(reference),
                programme=lambda: cached.programme(places.programme),
            ).routes(),
            security_text.route(settings, lambda: datetime.now(timezone.utc).date()),
            Mount(MOUNTED, app=Bearers(application(_monitor(known)), known)),
        ],
        # headers first, so that what is refused has them too; then nothing goes on that was not judged
        "middleware": [
            Middleware(Headed, is_secure=known.cookies.is_secure),
            Middleware(
                Judge,
                public=public,
                posted=(*POSTED, *bodies),
                base=served.base(),
                bodies=bodies,
                brought={f"{BASE}/reports": APP_LIMITS.file_bytes},
                open_to_all=(DOCUMENT,),
                shown_port=int(os.environ[SHOWN_PORT]) if SHOWN_PORT in os.environ else None,
            ),
            Middleware(Rated, settings=settings),
            Middleware(Compressed, wardrobe=wardrobe),
            Middleware(PageLanguage),
        ],
        "lifespan": wardrobe.while_serving,
        "exception_handlers": {Exception: failed},
        "on_script_error": failing.tell,
    }


def _monitor(known: Visitors) -> Monitor:
    """What the API answers from: the same register, programme and office as the screens."""
    places = Places.from_environment(os.environ)
    return Monitor(
        places.home,
        register=lambda: cached.register(places.reference),
        programme=lambda: cached.programme(places.programme),
        office=lambda: known.office,
        has_office=lambda: known.has_office,
        public_address=known.settings.public_address,
        contact_email=known.settings.contact_email,
    )
