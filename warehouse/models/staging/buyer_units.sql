-- The buyer that each decision names, on today's map: `K-` municipality, `F-` county, `O-` organisation. A municipality
-- that was split is on no later map: it stays the buyer it was. A name that stayed unmatched is `U-`, and counted.
with today as (
    select max(map_on) as map_on
    from staging.municipality_maps
),

county as (
    select
        map.map_on,
        county_code.name as county_name,
        county_code.county_code,
        coalesce(county_map.today_county_code, county_code.county_code) as today_county_code,
    from staging.municipality_maps as map
    inner join staging.register_county_codes as county_code
        on county_code.valid_from <= map.map_on
        and (county_code.valid_to is null or county_code.valid_to > map.map_on)
    left join staging.county_map as county_map
        on county_map.map_on = map.map_on and county_map.county_code = county_code.county_code
)

select
    match.notice_key,
    match.organisation_id,
    case
        when match.municipality_code is not null
            then 'K-' || coalesce(map.to_municipality_code, match.municipality_code)
        when county.today_county_code is not null then 'F-' || county.today_county_code
        when match.organisation_number is not null then 'O-' || match.organisation_number
        else 'U-' || left(md5(coalesce(lower(trim(match.name_as_written)), '')), 12)
    end as buyer_id,
    county.county_code,
from staging.buyer_matches as match
left join staging.municipality_map as map
    on map.from_map_on = match.map_on
    and map.municipality_code = match.municipality_code
    and map.to_map_on = (select map_on from today)
    and map.is_whole
left join county on county.map_on = match.map_on and county.county_name = match.county_name
