"""Costs: `definitions`, what was spent and the norm (`costs`), what all of it will have cost (`expected_cost`).

`cost_model` is the cost table of the impact analysis as a live model: a scenario, and no metric.
"""
