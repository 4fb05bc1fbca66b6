"""What a figure looks like: metric frames in, a Plotly figure or the data of a drawn part out. Colours live here."""
