-- The buyer that each decision names, on today's map: `K-` municipality, `F-` county, `O-` organisation. A municipality
-- that was split is on no later map, as is a county: it stays the buyer it was. A name that stayed unmatched is `U-`, and counted.
with today as (
    select max(map_on) as map_on
    from staging.municipality_maps
),

county as (
    select
        match.notice_key,
        match.organisation_id,
        code.county_code,
        coalesce(county_map.today_county_code, code.county_code) as today_county_code,
    from staging.buyer_matches as match
    inner join staging.register_county_codes as code
        on code.name = match.county_name and code.valid_from <= greatest(match.published_on, date '2017-01-01')
    left join staging.county_map as county_map
        on county_map.map_on = match.map_on and county_map.county_code = code.county_code
    qualify row_number() over (
        partition by match.notice_key, match.organisation_id
        order by code.valid_from desc, code.county_code
    ) = 1
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
left join county using (notice_key, organisation_id)
