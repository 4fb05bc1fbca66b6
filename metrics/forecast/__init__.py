"""What may be expected: `definitions`, the metric (`expectation`), the `forecast` that it draws from the curves.

`drawn_ends` and `redrawing` draw; `track_record` and `step_records` tell how earlier expectations came out.
"""
