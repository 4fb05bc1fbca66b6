"""Training: how many are trained, and which municipalities lie outside the funnel."""
