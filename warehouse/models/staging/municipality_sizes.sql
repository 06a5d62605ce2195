-- People of each municipality on today's map, by year: a merged one has the sum of those it was merged of, if all are
-- known. A year without figures has those of the nearest year before, else of the first.
with today as (
    select max(map_on) as map_on
    from staging.municipality_maps
),

counted as (
    select
        population.year,
        coalesce(map.to_municipality_code, population.municipality_code) as municipality_code,
        population.population,
    from staging.register_population as population
    asof left join staging.municipality_maps as day
        on greatest(make_date(population.year, 1, 1), date '2017-01-01') >= day.map_on
    left join staging.municipality_map as map
        on map.from_map_on = day.map_on
        and map.municipality_code = population.municipality_code
        and map.to_map_on = (select map_on from today)
        and map.is_whole
)

select
    municipality_code,
    year,
    sum(population) as population,
    case
        when sum(population) < 5000 then 'small'
        when sum(population) < 20000 then 'medium'
        else 'large'
    end as size_class,
from counted
group by municipality_code, year
