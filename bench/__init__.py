"""The monitor measured against a rival in the same run: the same page in Plotly Dash, in the same browser."""
