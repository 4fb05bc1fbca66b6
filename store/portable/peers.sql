-- Grain: one row per municipality that said anything of a step up to as_of, as known on known_on: how many steps it says
-- are finished, its percentile rank in its peer group, itself included (those below, and half of those alike), and the
-- quartiles of that group (type 7).
-- Every quotient and interpolation is spelt out in doubles, so that no engine rounds in a way of its own.
with recorded as (
    {recorded}
),

last_said as (
    {last_said}
),

counted as (
    select
        last_said.municipality_code,
        peer.peer_group,
        cast(sum(case when last_said.standing = 'finished' then 1 else 0 end) as double) as finished_count
    from last_said
    inner join peer on last_said.municipality_code = peer.municipality_code
    group by last_said.municipality_code, peer.peer_group
),

placed as (
    select
        municipality_code,
        peer_group,
        finished_count,
        cast(count(*) over (partition by peer_group) as double) as peer_count,
        cast(rank() over (partition by peer_group order by finished_count) - 1 as double) as below_count,
        cast(count(*) over (partition by peer_group, finished_count) as double) as alike_count,
        row_number() over (partition by peer_group order by finished_count, municipality_code) - 1 as place
    from counted
),

shares as (
    select cast(0.25 as double) as share
    union all
    select cast(0.5 as double) as share
    union all
    select cast(0.75 as double) as share
),

cut as (
    select
        placed.peer_group,
        shares.share,
        shares.share * (max(placed.peer_count) - 1)
        - cast(floor(shares.share * (max(placed.peer_count) - 1)) as double) as part,
        max(case
            when placed.place = cast(floor(shares.share * (placed.peer_count - 1)) as bigint) then placed.finished_count
        end) as low,
        max(case
            when placed.place = cast(ceil(shares.share * (placed.peer_count - 1)) as bigint) then placed.finished_count
        end) as high
    from placed
    cross join shares
    group by placed.peer_group, shares.share
),

quartiles as (
    select
        peer_group,
        max(case when share = 0.25 then low + (high - low) * part end) as q1,
        max(case when share = 0.5 then low + (high - low) * part end) as median,
        max(case when share = 0.75 then low + (high - low) * part end) as q3
    from cut
    group by peer_group
)

select
    placed.municipality_code,
    placed.peer_group,
    placed.finished_count,
    placed.peer_count,
    (placed.below_count + placed.alike_count / cast(2 as double)) / placed.peer_count as percentile_rank,
    quartiles.q1,
    quartiles.median,
    quartiles.q3
from placed
inner join quartiles on placed.peer_group = quartiles.peer_group
order by placed.municipality_code
