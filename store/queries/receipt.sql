-- Grain: at most one row: the receipt (JSON) of one ledger line.
select receipt
from ledger_line
where sequence = $sequence
