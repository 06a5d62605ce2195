-- Every municipality and county of today's map, whether it bought or not. Oslo is both, and a municipality here.
select
    'K-' || municipality_code as buyer_id,
    municipality_name as buyer_name,
    'municipality' as buyer_kind,
    municipality_code,
    county_code,
from staging.municipalities
where map_on = (select max(map_on) from staging.municipality_maps)
union all
select
    'F-' || county_code,
    name || ' fylkeskommune',
    'county',
    null,
    county_code,
from staging.register_county_codes as county
where
    valid_to is null
    and not exists (
        select 1
        from staging.municipalities as place
        where place.county_code = county.county_code and place.municipality_name = county.name
    )
