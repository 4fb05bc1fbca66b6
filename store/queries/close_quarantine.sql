-- Closes each open refused row that is pointed at; the first closing counts.
update quarantined_row as refused
set closed_at = pointed.closed_at, closed_as = pointed.closed_as, closed_by_sequence = pointed.closed_by_sequence
from staged as pointed
where refused.quarantine_id = pointed.quarantine_id
  and refused.closed_at is null
