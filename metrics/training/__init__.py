"""Training: `definitions`, how many are trained (`training`), and who lies outside the `funnel`."""
