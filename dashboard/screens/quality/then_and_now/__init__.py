"""Two moments of knowledge beside each other: what was known then, what is known now."""
