-- Grain: one row per refused row of a file. Open until closed_at.
create table quarantined_row (
    quarantine_id varchar not null,
    ledger_sequence bigint not null,
    recorded_at timestamp not null,
    file_name varchar,
    "table" varchar not null,
    sheet varchar,
    row_number bigint not null,
    rules varchar[] not null,
    cells varchar not null, -- JSON
    problems varchar not null, -- JSON
    municipality_code varchar,
    reporting_date date,
    step_number bigint,
    target_group varchar,
    closed_at timestamp,
    closed_as varchar, -- cleared, dismissed
    closed_by_sequence bigint
);
