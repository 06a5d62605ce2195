-- The municipalities of each procedure on the map of a day. One that was split, or merged later, is no single
-- municipality of that map: then `municipality_code` is empty and `relation` says why.
create macro procedure_municipalities_on_map(day) as table
select distinct
    bought.procedure_key,
    bought.attribution,
    bought.share,
    bought.municipality_code as own_municipality_code,
    case when map.is_whole then map.to_municipality_code end as municipality_code,
    case when map.is_whole then map.to_municipality_name end as municipality_name,
    map.relation,
from marts.procedure_municipalities as bought
left join marts.municipality_map as map
    on map.from_map_on = bought.map_on
    and map.municipality_code = bought.municipality_code
    and map.to_map_on = (
        select coalesce(
            max(to_map_on) filter (to_map_on <= cast(day as date)),
            min(to_map_on)
        )
        from marts.municipality_map
    )
