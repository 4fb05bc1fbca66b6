-- Grain: one row per municipality and step: the statement that was the last up to as_of, as known on known_on.
with known as (
    select
        milestone.municipality_code,
        milestone.step_number,
        milestone.reporting_date,
        milestone.standing,
        milestone.start_date,
        milestone.end_date,
        milestone.waiting_on,
        milestone.ledger_sequence,
        row_number() over (
            partition by milestone.municipality_code, milestone.step_number
            order by milestone.reporting_date desc, milestone.ledger_sequence desc
        ) as newness
    from milestone
    cross join asked
    where milestone.recorded_at <= asked.known_on
      and (milestone.withdrawn_at is null or milestone.withdrawn_at > asked.known_on)
      and milestone.reporting_date <= asked.as_of
)

select
    municipality_code, step_number, reporting_date, standing, start_date, end_date, waiting_on, ledger_sequence
from known
where newness = 1
order by municipality_code, step_number
