"""The outside world to the store: read, normalise, check, record; and the simulator.

`intake` takes one file through every stage, each a folder; `quarantine` and `replay` are other ways in.
"""
