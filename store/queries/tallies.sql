-- Grain: one row: the number of rows of each table, to hold against what the ledger says.
select
    (select count(*) from milestone) as milestone,
    (select count(*) from training) as training,
    (select count(*) from cost) as cost,
    (select count(*) from profile) as profile,
    (select count(*) from quarantined_row) as quarantined_row,
    (select count(*) from beside) as beside,
    (select count(*) from ledger_line) as ledger_line
