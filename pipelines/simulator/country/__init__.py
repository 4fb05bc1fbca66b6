"""The made-up country: what really happens in it."""
