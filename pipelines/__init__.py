"""The outside world to the store: read, normalise, check, record; and the simulator."""
