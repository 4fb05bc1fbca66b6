"""How long steps take: spells, survival curves, what is read off them, the log-rank test."""
