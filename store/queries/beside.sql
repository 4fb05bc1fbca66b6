-- Grain: one row per thing said about a report by $known_on, in the order of the ledger, with whether that report was
-- taken back by then, every statement of it. A confirmation is taken back by itself: it has statements of its own.
with said as (
    select *, case when kind = 'confirmation' then ledger_sequence else report_sequence end as stands_with
    from beside
    where $known_on is null or recorded_at <= $known_on
),

spoken_of as (
    select distinct stands_with as ledger_sequence
    from said
),

said_in as (
    select ledger_sequence, withdrawn_at from milestone
    semi join spoken_of using (ledger_sequence)
    union all
    select ledger_sequence, withdrawn_at from training
    semi join spoken_of using (ledger_sequence)
    union all
    select ledger_sequence, withdrawn_at from cost
    semi join spoken_of using (ledger_sequence)
    union all
    select ledger_sequence, withdrawn_at from profile
    semi join spoken_of using (ledger_sequence)
),

taken_back as (
    select ledger_sequence
    from said_in
    group by ledger_sequence
    having bool_and(withdrawn_at is not null and ($known_on is null or withdrawn_at <= $known_on))
)

select
    said.* exclude (stands_with),
    taken_back.ledger_sequence is not null as is_taken_back
from said
left join taken_back on said.stands_with = taken_back.ledger_sequence
order by said.ledger_sequence
