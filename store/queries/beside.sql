-- Grain: one row per thing said about a report by $known_on, in the order of the ledger.
select *
from beside
where $known_on is null or recorded_at <= $known_on
order by ledger_sequence
