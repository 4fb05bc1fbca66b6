"""The small things that change: people, sessions, tokens; and the log of who did what."""
