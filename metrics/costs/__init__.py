"""Costs: what was spent, the cost model of the impact analysis, what all of it will have cost."""
