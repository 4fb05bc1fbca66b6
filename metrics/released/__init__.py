"""Figures as somebody gets them: what may be seen by name, and what is withheld of groups that are too small."""
