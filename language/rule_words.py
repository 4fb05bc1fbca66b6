"""How a rule of the intake, or a warning, is called in a few words, wherever a person reads of it."""

from domain.bilingual import Language
from language.texts import has, say


def rule_word(rule: str, language: Language) -> str:
    """The words; of a rule that has none that it is another one, never its code."""
    keys = (f"screen_rule.rule.{rule}", f"screen_rule.warning.{rule}")
    return say(next((key for key in keys if has(key)), "screen_rule.rule.other"), language)
