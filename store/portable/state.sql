-- Grain: one row per municipality and step: the statement that was the last up to as_of, as known on known_on.
with recorded as (
    {recorded}
),

last_said as (
    {last_said}
)

select
    municipality_code, step_number, reporting_date, standing, start_date, end_date, waiting_on, ledger_sequence
from last_said
order by municipality_code, step_number
