"""Mensen: who waits to be let in, who may come in, and who is in now."""
