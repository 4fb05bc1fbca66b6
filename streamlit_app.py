"""Declares the pages and runs one."""

import os
from datetime import datetime, timezone

from dashboard import shell
from domain.places import Places

shell.run(Places.from_environment(os.environ), now=datetime.now(timezone.utc))
