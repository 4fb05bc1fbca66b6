"""All that stands around the app: what `st.App` is given beside the script, in the order in which it is asked."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, TypedDict

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from dashboard.drawing import served
from dashboard.frame import failing
from door.compressing import Compressed, Wardrobe
from door.heading import Headed, failed
from door.judging import Judge
from door.listening import refuse_other_addresses
from door.page_language import PageLanguage


class Around(TypedDict):
    """The arguments of `st.App`."""

    routes: list[BaseRoute]
    middleware: list[Middleware]
    lifespan: Callable[[Any], AbstractAsyncContextManager[Any]]  # of the app, which gives nothing to it
    exception_handlers: Mapping[Any, Callable[[Any, Any], Any]]  # as Streamlit declares them
    on_script_error: Callable[[Exception], bool | None]


def around() -> Around:
    """What the app is served with. Ends the start where the app would listen to others than this machine."""
    refuse_other_addresses()
    wardrobe = Wardrobe()
    return {
        "routes": [*served.routes()],
        # headers first, so that what is refused has them too; then nothing goes on that was not judged
        "middleware": [
            Middleware(Headed),
            Middleware(Judge),
            Middleware(Compressed, wardrobe=wardrobe),
            Middleware(PageLanguage),
        ],
        "lifespan": wardrobe.while_serving,
        "exception_handlers": {Exception: failed},
        "on_script_error": failing.tell,
    }
