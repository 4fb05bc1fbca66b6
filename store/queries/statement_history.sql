-- Grain: one row per statement recorded by $known_on, withdrawn ones too; withdrawn_at as it was known then.
select
    {columns},
    case when $known_on is null or withdrawn_at <= $known_on then withdrawn_at end as withdrawn_at
from {table}
where ($known_on is null or recorded_at <= $known_on)
  and ($municipality_codes is null or list_contains($municipality_codes, municipality_code))
order by {key}, ledger_sequence
