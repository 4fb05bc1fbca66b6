"""`python -m tests.docs.opened_page PAGE`: what a page of the app shows on the store of WAMS_HOME, as JSON."""

import json
import os
import sys
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import SCRIPT, drawn


def shown(page: str) -> dict[str, object]:
    """Title, headings, links of the navigation, the parts that were drawn, and what went wrong."""
    os.environ["WAMS_TEST_PAGE"] = page
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    links = [child.proto.bytes.decode() for child in app.sidebar if getattr(child, "type", "") == "bidi_component"]
    return {
        "errors": [error.value for error in app.exception],
        "title": [title.value.replace("\\", "") for title in app.title],
        "headings": [heading.value.replace("\\", "") for heading in app.header],
        "parts": drawn(app),
        "sidebar": [json.loads(one) for one in links],
        "from": str(Path(SCRIPT).parents[2]),
    }


if __name__ == "__main__":
    print(json.dumps(shown(sys.argv[1]), default=str))
