"""Placeholder while building."""


def show() -> None:
    """Nothing yet."""
