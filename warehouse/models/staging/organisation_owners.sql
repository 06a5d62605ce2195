-- Whose an organisation number is: a municipality's, a county's or the state's own, or that of a unit below one.
-- A unit is rolled up through its parents; a municipal enterprise (KF) has no parent in the register, and goes to the
-- municipality of its business address.
with recursive roots as (
    select
        organisation_number,
        'municipality' as buyer_kind,
        municipality_code,
        null as county_name,
        valid_from,
        valid_to,
    from staging.register_municipality_organisation_numbers
    union all
    select distinct
        unit.organisation_number,
        'county',
        null,
        county.name,
        cast(null as date),
        cast(null as date),
    from staging.register_units as unit
    inner join staging.register_county_codes as county
        on upper(county.name) = replace(upper(unit.name), ' FYLKESKOMMUNE', '')
    where unit.form_code = 'FYLK'
    union all
    select
        organisation_number,
        'state_agency',
        null,
        null,
        null,
        null,
    from staging.register_units
    where form_code = 'STAT'
),

climbs as (
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
),

rolled as (
    select
        climb.organisation_number,
        root.buyer_kind,
        root.municipality_code,
        root.county_name,
        root.valid_from,
        root.valid_to,
        climb.steps,
    from climbs as climb
    inner join roots as root on root.organisation_number = climb.top_number
    where climb.steps > 0
    qualify dense_rank() over (partition by climb.organisation_number order by climb.steps) = 1
)

select
    organisation_number,
    buyer_kind,
    municipality_code,
    county_name,
    valid_from,
    valid_to,
    'number' as match_method,
    1.0 as match_confidence,
from roots
union all
select
    organisation_number,
    buyer_kind,
    municipality_code,
    county_name,
    valid_from,
    valid_to,
    'sub_unit',
    0.98,
from rolled
anti join roots using (organisation_number)
union all
select
    organisation_number,
    'municipality',
    municipality_code,
    null,
    null,
    null,
    'enterprise_address',
    0.9,
from staging.register_units
anti join roots using (organisation_number)
anti join rolled using (organisation_number)
where form_code = 'KF' and municipality_code is not null
