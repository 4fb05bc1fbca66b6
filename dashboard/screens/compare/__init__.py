"""Vergelijken: one municipality among its peers, and groups side by side."""
