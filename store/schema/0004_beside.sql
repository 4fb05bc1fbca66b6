-- Grain: one row per thing said about a report beside its rows (that it is whole, an answer, an approval).
create table beside (
    kind varchar not null, -- completeness, confirmation, answer, approval
    report_sequence bigint not null,
    municipality_code varchar not null,
    reporting_date date not null,
    "table" varchar,
    rule varchar,
    subject varchar,
    "column" varchar,
    "text" varchar,
    said_by bigint,
    said_role varchar not null,
    ledger_sequence bigint not null,
    recorded_at timestamp not null
);
