-- Grain: one row per ledger line recorded by $known_on.
select * exclude (receipt)
from ledger_line
where $known_on is null or recorded_at <= $known_on
order by sequence
