-- Grain: one row per key ({key}): the statement that stood for it on $known_on, of reporting dates up to $as_of.
with known as (
    select {columns}
    from {table}
    where ($known_on is null or recorded_at <= $known_on)
      and (withdrawn_at is null or ($known_on is not null and withdrawn_at > $known_on))
      and ($as_of is null or reporting_date <= $as_of)
      and ($municipality_codes is null or list_contains($municipality_codes, municipality_code))
)

select {columns}
from known
qualify row_number() over (partition by {key} order by ledger_sequence desc) = 1
order by {key}
