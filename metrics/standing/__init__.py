"""What was known, who stands where, who is a peer, and what mergers do to it."""
