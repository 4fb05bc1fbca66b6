"""A text that a person typed, after it was looked through for personal data: nothing else is kept of what is typed."""

from typing import NewType

Checked = NewType("Checked", str)
"""Made by `pipelines.normalising.typed_texts.checked` alone; whoever keeps a text asks for one."""
