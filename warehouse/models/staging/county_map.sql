-- A county of its own day on today's map: where at least four fifths of its municipalities went, or none.
with today as (
    select max(map_on) as map_on
    from staging.municipality_maps
),

moved as (
    select
        from_map_on as map_on,
        left(municipality_code, 2) as county_code,
        left(to_municipality_code, 2) as to_county_code,
        count(distinct municipality_code) as municipalities,
    from staging.municipality_map
    where to_map_on = (select map_on from today)
    group by all
),

shares as (
    select
        map_on,
        county_code,
        to_county_code,
        municipalities / sum(municipalities) over (partition by map_on, county_code) as share,
    from moved
),

largest as (
    select
        map_on,
        county_code,
        to_county_code,
        share,
    from shares
    qualify row_number() over (
        partition by map_on, county_code
        order by share desc, to_county_code
    ) = 1
)

select
    map_on,
    county_code,
    case when share >= 0.8 then to_county_code else county_code end as today_county_code,
from largest
