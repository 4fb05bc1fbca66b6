"""What was `known`, the `state` of each municipality, its `peers`, and what `mergers` do to it (`roll_up`)."""
