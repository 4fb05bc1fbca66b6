"""Who may see what, from the table of the policy itself; and what the reasons of a lock mean."""

from collections.abc import Mapping
from typing import Final

from access.agreement import Agreement
from access.permissions import TABLE, Action, Grant, Whose
from dashboard.figure.download import Column, TableData
from dashboard.screens.account.blocks import Block, facts, heading, table_block, text
from dashboard.screens.account.chapters import chapter_head, read_blocks
from dashboard.view import state
from dashboard.view.address import View
from domain.bilingual import Language
from domain.principal import Role
from language.texts import say

SEERS: Final[Mapping[Role, str]] = {
    Role.MUNICIPALITY: "screen_account.who_sees.municipality",
    Role.MINISTRY: "screen_account.who_sees.ministry",
    Role.VNG: "screen_account.who_sees.vng",
    Role.MANAGER: "screen_account.who_sees.manager",
    Role.READER: "screen_account.who_sees.reader",
}
SEEN: Final[Mapping[str, tuple[Action, Whose]]] = {
    "screen_account.who_sees.groups": (Action.SEE_FIGURES, Whose.NOBODY),
    "screen_account.who_sees.standing": (Action.SEE_STANDING, Whose.OTHER),
    "screen_account.who_sees.amounts": (Action.SEE_COSTS, Whose.OTHER),
    "screen_account.who_sees.reports": (Action.SEE_REPORTS, Whose.OTHER),
    "screen_account.who_sees.own": (Action.SEE_REPORTS, Whose.OWN),
}
"""What can be seen -> the action and whose it is, as the policy has it."""
GRANTED: Final[Mapping[Grant, str]] = {
    Grant.YES: "screen_account.who_sees.yes",
    Grant.SUPPRESSED: "screen_account.who_sees.suppressed",
    Grant.IF_AGREED: "screen_account.who_sees.agreed",
}
REASONS: Final[Mapping[str, str]] = {
    "screen_account.who_sees.too_few": "access.withheld.too_few",
    "screen_account.who_sees.others_would_follow": "access.withheld.others_would_follow",
    "screen_account.who_sees.too_few_changed": "access.withheld.too_few_changed",
    "screen_account.who_sees.changes_by_itself": "access.withheld.changes_by_itself",
    "screen_account.who_sees.of_each": "screen.withheld_names.of_each",
}
"""What a reason is called -> what the lock covers."""


def who_sees(view: View) -> None:
    """Draws the chapter."""
    chapter_head("who_sees", view.language)
    read_blocks("who_sees", who_sees_blocks(view.language, state.run().visitor.agreement), view.language)


def who_sees_blocks(language: Language, agreement: Agreement) -> list[Block]:
    """The table by role, what five municipalities means, and the reasons of a lock."""
    labels = [say(key, language) for key in SEEN]
    columns = [Column(say("screen_account.who_sees.head", language), labels)]
    for role, name in SEERS.items():
        cells = [_cell(role, action, whose, agreement, language) for action, whose in SEEN.values()]
        columns.append(Column(say(name, language), cells))
    reasons = [[say(name, language), say(reason, language)] for name, reason in REASONS.items()]
    return [
        table_block(TableData(say("screen_account.who_sees.title", language), columns)),
        text(say("screen_account.who_sees.five", language)),
        text(say("screen_account.who_sees.day", language)),
        heading(say("screen_account.who_sees.lock", language)),
        facts(reasons),
    ]


def _cell(role: Role, action: Action, whose: Whose, agreement: Agreement, language: Language) -> str:
    found = TABLE[role][action][whose]
    if role is Role.READER and not agreement.readers_see_figures:
        found = ""  # then nobody who is not signed in sees any figure
    elif found is Grant.IF_READERS_SEE:
        found = Grant.SUPPRESSED
    key = GRANTED[found] if isinstance(found, Grant) else "screen_account.who_sees.no"
    return say(key, language)
