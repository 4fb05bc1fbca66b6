"""Bringing an older store up to date: taking out what may not stand in it any more."""
