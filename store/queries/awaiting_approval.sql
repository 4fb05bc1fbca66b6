-- Grain: one row per report that asked for an approval and had none by $known_on, in the order of the ledger.
-- One that was taken back, every statement of it, awaits nothing.
with asked as (
    select sequence, recorded_at, municipality_codes
    from ledger_line
    where
        ($known_on is null or recorded_at <= $known_on)
        and kind = 'intake'
        and receipt like '%"awaits_approval"%' -- few do, and a receipt takes long to read as JSON
        and coalesce(try_cast(json_extract(receipt, '$.awaits_approval') as boolean), false)
),

given as (
    select report_sequence
    from beside
    where kind = 'approval' and ($known_on is null or recorded_at <= $known_on)
),

spoken_of as (
    select sequence as ledger_sequence
    from asked
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

select asked.*
from asked
anti join given on asked.sequence = given.report_sequence
anti join taken_back on asked.sequence = taken_back.ledger_sequence
order by asked.sequence
