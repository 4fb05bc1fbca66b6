"""Screenshots of every screen at two widths in both themes, and the two of the README.

Run `python -m tests.dashboard.screenshots FOLDER`. Shows the store in WAMS_HOME, or a made-up country when it is empty.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from domain.places import PROJECT_DIRECTORY, Places
from store.store import Store
from tests.dashboard import example
from tests.dashboard.browser import CHROMIUM, HEIGHT, QUIET, served, wait_until_drawn

SCREENS = {
    "uitleg": "/?uitleg",
    "landelijk": "/?gemeente=GM0301",
    "stappen": "/stappen?gemeente=GM0301",
    "opleiding": "/opleiding?gemeente=GM0301",
    "kosten": "/kosten?gemeente=GM0301",
    "gemeente": "/mijn-gemeente?gemeente=GM0301",
    "vergelijken": "/vergelijken?gemeente=GM0301",
    "kwaliteit": "/gegevenskwaliteit",
    "toen": "/gegevenskwaliteit?bekend=2026-06-30",
    "verantwoording": "/verantwoording?cijfer=step_completion",
}
WIDTHS = (1440, 390)
README_PICTURES = {  # down to the end of a figure: one screen of the README each
    "screenshot.png": ("/?gemeente=GM0301", 1340),
    "screenshot_steps.png": ("/stappen?stap=5&gemeente=GM0301", 1240),
}
PUT_AWAY = "try { localStorage.setItem('wams-uitleg', 'weg') } catch {}"  # the explanation has a picture of its own
TALLEST = 9_000  # what Chromium draws in one picture


def main(folder: Path) -> None:
    """Makes all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made_up, served(_home(Path(made_up))) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, path in SCREENS.items():
            for width in WIDTHS:
                for theme in ("light", "dark"):
                    picture = folder / f"{name}_{width}_{theme}.png"
                    _picture(browser, f"{address}{path}", picture, width=width, theme=theme)
        for name, (path, height) in README_PICTURES.items():
            place = PROJECT_DIRECTORY / "docs" / name
            _picture(browser, f"{address}{path}", place, width=1440, theme="light", height=height)
        browser.close()


def _home(made_up: Path) -> Path:
    home = Places.from_environment(os.environ).home
    with Store(home).reader() as reader:
        is_empty = reader.info.last_sequence == 0
    if is_empty:
        example.build(made_up, every=1)
    return made_up if is_empty else home


def _picture(
    browser: Browser, address: str, picture: Path, *, width: int, theme: str, height: int | None = None
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=theme)
    if "uitleg" not in address:
        context.add_init_script(PUT_AWAY)
    page = context.new_page()
    page.goto(address)
    wait_until_drawn(page)
    tall = page.evaluate(HEIGHT)
    page.set_viewport_size({"width": width, "height": height or min(tall, TALLEST)})
    page.wait_for_timeout(1_000)  # the charts draw once more at the new height
    page.screenshot(path=picture)
    context.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.dashboard.screenshots FOLDER")
    main(Path(sys.argv[1]))
