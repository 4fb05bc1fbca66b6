"""Kosten: what was spent, what may be expected, and what the impact analysis reckons with."""
