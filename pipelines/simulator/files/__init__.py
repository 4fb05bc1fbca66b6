"""The files in which the made-up country reports."""
