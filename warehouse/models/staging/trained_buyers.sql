-- What is known of each buyer's training, on today's map. A municipality merged of a trained and an untrained one
-- counts as trained from the first of them.
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
),

known as (
    select
        case
            when placed.municipality_code is not null then 'K-' || placed.municipality_code
            when county.county_code is not null then 'F-' || county.county_code
            else 'O-' || member.organisation_number
        end as buyer_id,
        member.status,
        member.wave_id,
        member.trained_from,
        (member.status <> 'member', member.trained_from, member.organisation_number) as order_of_training,
    from marts.cohort_members as member
    left join placed using (organisation_number)
    left join staging.register_county_codes as county
        on county.name = placed.county_name and county.valid_to is null
)

select
    buyer_id,
    arg_min(status, order_of_training) as status,
    arg_min(wave_id, order_of_training) as wave_id,
    arg_min(trained_from, order_of_training) as trained_from,
    count(distinct status) > 1 as is_partly_trained,
from known
group by buyer_id
