-- Grain: one row per month end, step and standing: how many municipalities stood there, as known on known_on.
-- Each statement counts from its date until the next one of its municipality and step.
with recorded as (
    {recorded}
),

newest as (
    select
        municipality_code,
        step_number,
        reporting_date,
        standing,
        row_number() over (
            partition by municipality_code, step_number, reporting_date
            order by ledger_sequence desc
        ) as newness
    from recorded
),

lasting as (
    select
        step_number,
        reporting_date,
        standing,
        lead(reporting_date) over (
            partition by municipality_code, step_number
            order by reporting_date
        ) as until
    from newest
    where newness = 1
)

select
    months.month_end,
    lasting.step_number,
    lasting.standing,
    count(*) as municipality_count
from lasting
inner join months
    on lasting.reporting_date <= months.month_end
   and (lasting.until is null or lasting.until > months.month_end)
group by months.month_end, lasting.step_number, lasting.standing
order by months.month_end, lasting.step_number, lasting.standing
