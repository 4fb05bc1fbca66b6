-- Grain: one row: how many ledger lines a generation was made from, the number of the last, and its hash.
select count(*) as lines, max(sequence) as last_sequence, arg_max(hash, sequence) as last_hash
from ledger_line
