-- Grain: one row per report that asked for an approval and had none by $known_on, in the order of the ledger.
with asked as (
    select sequence, recorded_at, municipality_codes
    from ledger_line
    where
        ($known_on is null or recorded_at <= $known_on)
        and kind = 'intake'
        and coalesce(try_cast(json_extract(receipt, '$.awaits_approval') as boolean), false)
),

given as (
    select report_sequence
    from beside
    where kind = 'approval' and ($known_on is null or recorded_at <= $known_on)
)

select asked.*
from asked
anti join given on asked.sequence = given.report_sequence
order by asked.sequence
