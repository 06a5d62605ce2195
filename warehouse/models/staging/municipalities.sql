-- One row per municipality number and map it stands on, with the name it had on the last day of that map.
select
    map.map_on,
    code.municipality_code,
    arg_max(code.name, code.valid_from) as municipality_name,
    left(code.municipality_code, 2) as county_code,
from staging.municipality_maps as map
inner join staging.register_municipality_codes as code
    on code.valid_from < coalesce(map.until, date '9999-01-01')
    and (code.valid_to is null or code.valid_to > map.map_on)
group by all
