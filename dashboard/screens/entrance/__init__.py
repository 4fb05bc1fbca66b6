"""Inloggen: what the monitor is, for who is not signed in; and, in local mode, whom one looks as."""
