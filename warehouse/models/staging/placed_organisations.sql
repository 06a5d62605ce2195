-- Each organisation number that is a municipality's, a county's or below one, as a buyer on today's map.
with owned as (
    select
        organisation_number,
        municipality_code,
        county_name,
        greatest(coalesce(valid_to - 1, date '9999-12-31'), date '2017-01-01') as owned_on,
    from staging.organisation_owners
    qualify row_number() over (
        partition by organisation_number
        order by owned_on desc, municipality_code
    ) = 1
),

placed as (
    select
        owned.organisation_number,
        owned.county_name,
        coalesce(map.to_municipality_code, owned.municipality_code) as municipality_code,
    from owned
    asof left join staging.municipality_maps as day on owned.owned_on >= day.map_on
    left join staging.municipality_map as map
        on map.from_map_on = day.map_on
        and map.municipality_code = owned.municipality_code
        and map.is_whole
        and map.to_map_on = (select max(map_on) from staging.municipality_maps)
)

select
    placed.organisation_number,
    case
        when placed.municipality_code is not null then 'K-' || placed.municipality_code
        else 'F-' || county.county_code
    end as buyer_id,
from placed
left join staging.register_county_codes as county
    on county.name = placed.county_name and county.valid_to is null
where placed.municipality_code is not null or county.county_code is not null
