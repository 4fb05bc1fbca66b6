"""Stappen: one step in depth, and all steps side by side."""
