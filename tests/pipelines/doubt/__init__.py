"""A generator of doubt: what is meant is written in every way that people write it, and read back."""
