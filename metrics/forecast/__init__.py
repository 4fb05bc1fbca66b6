"""What may be expected: `definitions`, the figures (`expectation`), and the `outlook` that both are made of.

`course` is what is known as numbers, `paces` the model and its fit, `residuals` and `reopening` what is redrawn beside
it, `drawing` makes the draws and `drawn` holds them. `tipping`: what silence could hide; `ranges`: of one municipality.
`track_record` and `step_records` tell how earlier expectations came out.
"""
