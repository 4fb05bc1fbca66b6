-- Grain: one row per refused row recorded by $known_on, with its status as it was then.
-- Of what was refused more than once about the same thing only the newest waits: the older one is `replaced`, also once
-- the newer one was put right. It waits again where the report with the newer one was withdrawn.
with known as (
    select
        * exclude (closed_at, closed_as, closed_by_sequence),
        case when $known_on is null or closed_at <= $known_on then closed_at end as closed_at,
        case when $known_on is null or closed_at <= $known_on then closed_as end as closed_as,
        case when $known_on is null or closed_at <= $known_on then closed_by_sequence end as closed_by_sequence
    from quarantined_row
    where $known_on is null or recorded_at <= $known_on
),

newest as (
    select
        known."table",
        known.municipality_code,
        known.reporting_date,
        known.step_number,
        known.target_group,
        max(known.ledger_sequence) as newest_sequence
    from known
    left join ledger_line as closing on known.closed_by_sequence = closing.sequence
    where (known.closed_as is distinct from 'dismissed' or closing.kind <> 'withdrawal')
      and known.municipality_code is not null
      and known.reporting_date is not null
      and (known."table" not in ('milestone', 'cost') or known.step_number is not null)
      and (known."table" <> 'training' or known.target_group is not null)
    group by all
)

select
    known.* exclude (closed_as),
    case
        when known.closed_as is not null then known.closed_as
        when newest.newest_sequence > known.ledger_sequence then 'replaced'
        else 'open'
    end as status
from known
left join newest
    on known."table" = newest."table"
    and known.municipality_code = newest.municipality_code
    and known.reporting_date = newest.reporting_date
    and known.step_number is not distinct from newest.step_number
    and known.target_group is not distinct from newest.target_group
where not $only_open or status = 'open'
order by known.ledger_sequence, known."table", known.row_number, known.quarantine_id
