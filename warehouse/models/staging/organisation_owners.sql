-- Whose an organisation number is: a municipality's, a county's or the state's own, or that of a unit below one.
-- A unit is rolled up through its parents; a municipal enterprise (KF) has no parent in the register, and goes to the
-- municipality of its business address, for as long as that has the number the register gives.
with periods as (
    select
        municipality_code,
        min(valid_from) as valid_from,
        case when bool_and(valid_to is not null) then max(valid_to) end as valid_to,
    from staging.register_municipality_codes
    group by municipality_code
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
from staging.owning_organisations
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
from staging.rolled_up_units
anti join staging.owning_organisations using (organisation_number)
union all
select
    organisation_number,
    'municipality',
    municipality_code,
    null,
    periods.valid_from,
    periods.valid_to,
    'enterprise_address',
    0.9,
from staging.register_units
left join periods using (municipality_code)
anti join staging.owning_organisations using (organisation_number)
anti join staging.rolled_up_units using (organisation_number)
where form_code = 'KF' and municipality_code is not null
