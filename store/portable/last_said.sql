-- Grain: one row per municipality and step: the statement that was the last up to as_of.
select *
from (
    select
        recorded.*,
        row_number() over (
            partition by municipality_code, step_number
            order by reporting_date desc, ledger_sequence desc
        ) as newness
    from recorded
    where reporting_date <= as_of
) as numbered
where newness = 1
