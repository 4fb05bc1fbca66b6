"""Somebody who fills in the form by keys alone, and counts them."""

from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page, expect

MOST_STEPS_OF_THE_CURSOR: Final = 400
_FOCUSED: Final = """() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found?.dataset?.focus ?? "";
}"""

_OPTIONS: Final = """() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return [...found.options].map((option) => option.value);
}"""


@dataclass
class Typist:
    """A person at the form of a page. `key_count`: every key that was pressed, those of the cursor too."""

    page: Page
    key_count: int = 0

    def press(self, *keys: str) -> None:
        """Presses keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.key_count += 1

    def write(self, text: str) -> None:
        """Types a text over what stands in the field."""
        self.press("ControlOrMeta+a")
        if not text:
            return self.press("Delete")
        self.page.keyboard.type(text)
        self.key_count += len(text)
        return None

    @property
    def at(self) -> str:
        """What has the focus, by the name that the form gives it."""
        return str(self.page.evaluate(_FOCUSED))

    def go(self, name: str) -> None:
        """Steps on to a field, a box or a button; backwards there is no need to go."""
        for _ in range(MOST_STEPS_OF_THE_CURSOR):
            if self.at.startswith(name):
                return
            self.press("Tab")
        raise AssertionError(f"the cursor never came at {name}; it is at {self.at}")

    def unfold(self, part: str) -> None:
        """Opens a table."""
        self.go(f"fold {part}")
        if self.page.locator(f"[data-focus='fold {part}']").get_attribute("aria-expanded") != "true":
            self.press("Enter")

    def choose(self, name: str, places: int) -> None:
        """Chooses a box of a status: the first one, or so many places on from it."""
        self.go(name)
        self.press("Space", *["ArrowRight"] * places)

    def pick(self, text: str) -> None:
        """Picks the option of a choice that keeps this text."""
        options: list[str] = self.page.evaluate(_OPTIONS)
        self.press("Home", *["ArrowDown"] * options.index(text))

    def is_saved(self) -> None:
        """Waits until the form says that all is kept."""
        expect(self.page.get_by_role("status").filter(has_text="Opgeslagen om")).to_be_visible(timeout=15_000)
