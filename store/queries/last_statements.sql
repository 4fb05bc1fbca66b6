-- Grain: one row per key ({key}): the statement that stood for it on $known_on, where it is the last of its subject
-- ({subject}) up to $as_of, or up to a day that $codes and $days name together.
with known as (
    select {subject}, reporting_date, ledger_sequence
    from {table}
    where ($known_on is null or recorded_at <= $known_on)
      and (withdrawn_at is null or ($known_on is not null and withdrawn_at > $known_on))
      and reporting_date <= $as_of
),

looks as (
    select unnest($codes::varchar[]) as municipality_code, unnest($days::date[]) as day
),

wanted as (
    select {subject}, max(struct_pack(on_date := reporting_date, by_sequence := ledger_sequence)) as newest
    from known
    group by all
    union
    select {subject}, max(struct_pack(on_date := reporting_date, by_sequence := ledger_sequence)) as newest
    from known
    join looks using (municipality_code)
    where reporting_date <= day
    group by {subject}, day
)

select {columns}
from {table}
semi join (
    select {subject}, newest.on_date as reporting_date, newest.by_sequence as ledger_sequence
    from wanted
) using ({key}, ledger_sequence)
order by {key}
