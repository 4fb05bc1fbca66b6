"""Studies of the figures themselves, on made-up countries of which the truth is known."""
