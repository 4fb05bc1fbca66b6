"""What the page of account says of who may see what is what the policy decides."""

import pytest

from access.agreement import Agreement
from access.permissions import Action
from access.policy import decide
from dashboard.screens.account.who_sees import SEERS, who_sees_blocks
from domain.principal import Principal, Role
from language.texts import say

OWN, OTHER = "GM0301", "GM0344"
ASKED = [
    (Action.SEE_FIGURES, None), (Action.SEE_STANDING, OTHER), (Action.SEE_COSTS, OTHER), (Action.SEE_REPORTS, OTHER),
    (Action.SEE_REPORTS, OWN),
]  # fmt: skip
"""The rows in their order: by hand."""


@pytest.mark.parametrize("readers_see", [False, True])
@pytest.mark.parametrize("role", SEERS)
def test_the_table_of_who_sees_what_says_no_where_and_only_where_the_policy_refuses_whatever_was_agreed(
    role: Role, readers_see: bool
):
    agreement = Agreement(readers_see_figures=readers_see)
    table = next(block for block in who_sees_blocks("nl", agreement) if block["kind"] == "table")
    place = table["head"].index(say(SEERS[role], "nl"))
    who = Principal(role, OWN if role is Role.MUNICIPALITY else None)
    for row, (action, of) in zip(table["rows"], ASKED, strict=True):
        found = decide(who, action, of, agreement)
        hangs_on_agreement = found.reason == "access.refused.standing_of_other"
        assert (row[place] == "nee") is (not found.is_allowed and not hangs_on_agreement), (role, action)
        assert (row[place] == "afgeschermd onder vijf gemeenten") is found.is_suppressed, (role, action)
