"""The app as somebody with a session sees it: the visitors and the office are real, their cookie is given."""

import os
from datetime import datetime, timezone

from dashboard import shell
from dashboard.view import cached
from domain.places import Places
from domain.settings import Settings
from door.visitors import Visitors

places = Places.from_environment(os.environ)
visitors = Visitors(Settings.from_environment(os.environ), places.home, lambda: cached.programme(places.programme))
cookies = {visitors.cookies.session: os.environ["WAMS_TEST_SESSION"]}
shell.run(
    places,
    now=datetime.now(timezone.utc),
    find=lambda: visitors.visitor(cookies, datetime.now(timezone.utc)),
    front=os.environ["WAMS_TEST_PAGE"],
    office=lambda: visitors.office,
)
