-- Grain: at most one row: the first accepted or partly accepted file with these bytes.
select * exclude (receipt)
from ledger_line
where received_sha256 = $received_sha256 and outcome in ('accepted', 'partly')
order by sequence
limit 1
