"""How long steps take: `definitions`, the spells, the curves (`survival`) that `duration` asks for.

`curve_readings` and `log_rank` are what is read off the curves.
"""
