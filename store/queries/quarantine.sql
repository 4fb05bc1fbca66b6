-- Grain: one row per refused row recorded by $known_on, with its status as it was then.
with known as (
    select
        * exclude (closed_at, closed_as, closed_by_sequence),
        case when $known_on is null or closed_at <= $known_on then closed_at end as closed_at,
        case when $known_on is null or closed_at <= $known_on then closed_by_sequence end as closed_by_sequence,
        case when closed_at is null or closed_at > $known_on then 'open' else closed_as end as status
    from quarantined_row
    where $known_on is null or recorded_at <= $known_on
)

select *
from known
where status = 'open' or not $only_open
order by ledger_sequence, "table", row_number, quarantine_id
