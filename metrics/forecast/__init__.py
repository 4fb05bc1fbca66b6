"""What may be expected, drawn from the curves, and how earlier expectations came out."""
