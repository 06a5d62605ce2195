-- Units below a municipality, a county or the state, rolled up through their parents to the nearest of these.
with recursive climbs as (
    select
        organisation_number,
        organisation_number as top_number,
        0 as steps,
    from staging.register_units
    union all
    select
        climb.organisation_number,
        unit.parent_organisation_number,
        climb.steps + 1,
    from climbs as climb
    inner join staging.register_units as unit on unit.organisation_number = climb.top_number
    where unit.parent_organisation_number is not null and climb.steps < 10
)

select
    climb.organisation_number,
    root.buyer_kind,
    root.municipality_code,
    root.county_name,
    root.valid_from,
    root.valid_to,
    climb.steps,
from climbs as climb
inner join staging.owning_organisations as root on root.organisation_number = climb.top_number
where climb.steps > 0
qualify dense_rank() over (partition by climb.organisation_number order by climb.steps) = 1
