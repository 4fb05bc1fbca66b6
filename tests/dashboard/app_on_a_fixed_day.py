"""The app as the tests run it: on a fixed day, with the page under test in front."""

import os

from dashboard import shell
from domain.places import Places
from tests.dashboard.example import NOW

shell.run(Places.from_environment(os.environ), now=NOW, front=os.environ["WAMS_TEST_PAGE"])
