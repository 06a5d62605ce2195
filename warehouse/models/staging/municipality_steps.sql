-- From each map to the next: which number became which. A number that no change names stays what it is; one that took
-- another in keeps its own row although the register does not tell it (Klæbu 5030 became 5001, Trondheim stayed 5001).
with next as (
    select
        map_on as from_map_on,
        until as to_map_on,
    from staging.municipality_maps
    where until is not null
),

changed as (
    select distinct
        next.from_map_on,
        next.to_map_on,
        change.old_code,
        change.new_code,
    from next
    inner join staging.register_municipality_changes as change on change.changed_on = next.to_map_on
),

stayed as (
    select distinct
        next.from_map_on,
        next.to_map_on,
        code.municipality_code as old_code,
        code.municipality_code as new_code,
    from next
    inner join staging.register_municipality_codes as code
        on code.valid_from <= next.from_map_on
        and (code.valid_to is null or code.valid_to > next.from_map_on)
    anti join changed
        on changed.from_map_on = next.from_map_on and changed.old_code = code.municipality_code
),

steps as (
    from changed
    union
    from stayed
)

select
    from_map_on,
    to_map_on,
    old_code,
    new_code,
    count(*) over (partition by from_map_on, old_code) > 1 as is_split,
    count(*) over (partition by from_map_on, new_code) > 1 as is_merged,
from steps
