-- The days from which a new map of municipalities holds. Doffin begins in 2017: older maps are not asked for.
with first as (
    select greatest(min(valid_from), date '2017-01-01') as map_on
    from staging.register_municipality_codes
),

starts as (
    select map_on
    from first
    where map_on is not null
    union
    select change.changed_on
    from staging.register_municipality_changes as change
    cross join first
    where change.changed_on > first.map_on and change.old_code <> change.new_code
)

select
    map_on,
    lead(map_on) over (order by map_on) as until,
    map_on = max(map_on) over () as is_latest,
from starts
