select
    map.municipality_code,
    place.municipality_name,
    map.from_map_on,
    map.to_map_on,
    map.to_municipality_code,
    target.municipality_name as to_municipality_name,
    map.relation,
    map.is_whole,
from staging.municipality_map as map
left join staging.municipalities as place
    on place.map_on = map.from_map_on and place.municipality_code = map.municipality_code
left join staging.municipalities as target
    on target.map_on = map.to_map_on and target.municipality_code = map.to_municipality_code
