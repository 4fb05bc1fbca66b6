"""What is looked at: the address, the state of a run, and the cached questions."""
