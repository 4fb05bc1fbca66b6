"""What draws: parts with their scripts, what those scripts share, the look of Plotly, round places on an axis."""
