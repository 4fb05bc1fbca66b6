"""Opgave doen: what is asked, two equal ways to say it, the receipt, and what became of it."""
