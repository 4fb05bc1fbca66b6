"""Landelijk beeld: the country in one look."""
