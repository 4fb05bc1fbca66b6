-- The four tables of statements. Grain: one row per statement ever recorded (a key and a ledger sequence).
-- Moments are UTC without zone. A withdrawn statement stays, with the moment from which it does not exist.
create table milestone (
    municipality_code varchar not null,
    step_number bigint not null,
    reporting_date date not null,
    standing varchar not null,
    start_date date,
    own_target_date date,
    end_date date,
    waiting_on varchar,
    note varchar,
    flags varchar,
    row_number bigint,
    ledger_sequence bigint not null,
    recorded_at timestamp not null,
    withdrawn_at timestamp,
    withdrawn_by_sequence bigint
);

create table training (
    municipality_code varchar not null,
    target_group varchar not null,
    reporting_date date not null,
    staff_in_scope_count bigint not null,
    trained_staff_count bigint not null,
    delivered_hours double,
    departed_trained_count bigint,
    flags varchar,
    row_number bigint,
    ledger_sequence bigint not null,
    recorded_at timestamp not null,
    withdrawn_at timestamp,
    withdrawn_by_sequence bigint
);

create table cost (
    municipality_code varchar not null,
    step_number bigint not null,
    reporting_date date not null,
    realised_cost_eur double not null,
    budgeted_eur double,
    note varchar,
    flags varchar,
    row_number bigint,
    ledger_sequence bigint not null,
    recorded_at timestamp not null,
    withdrawn_at timestamp,
    withdrawn_by_sequence bigint
);

create table profile (
    municipality_code varchar not null,
    reporting_date date not null,
    access_variant varchar,
    completion_minutes double,
    flags varchar,
    row_number bigint,
    ledger_sequence bigint not null,
    recorded_at timestamp not null,
    withdrawn_at timestamp,
    withdrawn_by_sequence bigint
);
