-- Each municipality of each map, on every other map. Forward a merger is whole and a split is not; backward a merged
-- municipality cannot be divided again, so only a change of number is whole.
with recursive standing as (
    select
        map.map_on,
        code.municipality_code,
    from staging.municipality_maps as map
    inner join staging.register_municipality_codes as code
        on code.valid_from < coalesce(map.until, date '9999-01-01')
        and (code.valid_to is null or code.valid_to > map.map_on)
),

forward as (
    select distinct
        map_on as from_map_on,
        municipality_code,
        map_on as to_map_on,
        municipality_code as to_code,
        false as is_split,
        false as is_merged,
    from standing
    union
    select
        forward.from_map_on,
        forward.municipality_code,
        step.to_map_on,
        step.new_code,
        forward.is_split or step.is_split,
        forward.is_merged or step.is_merged,
    from forward
    inner join staging.municipality_steps as step
        on step.from_map_on = forward.to_map_on and step.old_code = forward.to_code
),

ways as (
    select
        from_map_on,
        municipality_code,
        to_map_on,
        to_code,
        bool_or(is_split) as is_split,
        bool_or(is_merged) as is_merged,
    from forward
    group by all
)

select
    from_map_on,
    municipality_code,
    to_map_on,
    to_code as to_municipality_code,
    case
        when is_split then 'split'
        when is_merged then 'merged'
        when municipality_code <> to_code then 'renumbered'
        else 'same'
    end as relation,
    not is_split as is_whole,
from ways
union all
select
    to_map_on,
    to_code,
    from_map_on,
    municipality_code,
    case
        when is_split or is_merged then 'part_of'
        when municipality_code <> to_code then 'renumbered'
        else 'same'
    end,
    not is_split and not is_merged,
from ways
where to_map_on > from_map_on
