-- Whose an organisation number is: a municipality's, a county's or the state's own, or that of a unit below one.
-- A unit is rolled up through its parents; a municipal enterprise (KF) has no parent in the register, and goes to the
-- municipality of its business address.
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
    null,
    null,
    'enterprise_address',
    0.9,
from staging.register_units
anti join staging.owning_organisations using (organisation_number)
anti join staging.rolled_up_units using (organisation_number)
where form_code = 'KF' and municipality_code is not null
