-- Marks each statement pointed at (key and ledger sequence) as withdrawn; the first withdrawal counts.
update {table} as statement
set withdrawn_at = pointed.withdrawn_at, withdrawn_by_sequence = pointed.withdrawn_by_sequence
from staged as pointed
where {same_key}
  and statement.ledger_sequence = pointed.ledger_sequence
  and statement.withdrawn_at is null
