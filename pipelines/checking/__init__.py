"""Normalised rows to accepted and refused ones (`checking`), by the `rules` as they are declared."""
