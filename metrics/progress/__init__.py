"""How far municipalities are, and what came of their own plans."""
