-- Grain: one row per ledger line.
create table ledger_line (
    sequence bigint not null,
    kind varchar not null,
    recorded_at timestamp not null,
    file_name varchar,
    received_sha256 varchar,
    received_on_behalf varchar,
    outcome varchar not null,
    read_count bigint,
    accepted_count bigint,
    unchanged_count bigint,
    correction_count bigint,
    quarantined_count bigint,
    left_out_count bigint,
    municipality_codes varchar[],
    archive_sha256 varchar,
    archive_kind varchar,
    is_replay boolean not null,
    is_synthetic boolean not null,
    reason varchar,
    receipt varchar, -- JSON
    hash varchar not null
);
