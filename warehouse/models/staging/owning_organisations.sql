-- The organisation numbers that are a municipality's, a county's or the state's own.
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
