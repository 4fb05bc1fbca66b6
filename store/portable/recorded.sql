-- Grain: one row per statement that stood on known_on, with the as_of that is asked.
select
    milestone.*,
    asked.as_of
from milestone
cross join asked
where milestone.recorded_at <= asked.known_on
  and (milestone.withdrawn_at is null or milestone.withdrawn_at > asked.known_on)
