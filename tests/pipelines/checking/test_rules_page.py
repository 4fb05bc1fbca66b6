from pathlib import Path
from typing import get_args

from language.texts import has
from pipelines.checking.rules import FRAME_CHECKS, RULES
from pipelines.checking.rules_page import rules_page
from pipelines.format.raw import FileRule


def test_every_rule_has_its_texts():
    assert [rule.code for rule in RULES.values() if not (has(rule.text_key()) and has(rule.text_key("remedy")))] == []


def test_every_check_on_a_frame_belongs_to_a_rule_and_stands_in_its_columns():
    for check in FRAME_CHECKS:
        assert check.column in RULES[check.rule].columns[check.table]


def test_the_page_has_every_rule_once_and_no_open_placeholder():
    page = rules_page()
    headings = [line for line in page.splitlines() if line.startswith("### ")]
    assert headings == [f"### `{code}`" for code in (*RULES, *get_args(FileRule))]
    assert "{" not in page


def test_the_page_in_docs_is_the_page_that_the_rules_give():
    written = Path(__file__).parents[3] / "docs" / "rules.md"
    assert written.read_text(encoding="utf-8") == rules_page()
