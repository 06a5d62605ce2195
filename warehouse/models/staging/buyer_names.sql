-- Each different way a Norwegian buyer is named, on each map: what the matching of names is asked.
select distinct
    buyer.name_as_written,
    buyer.city,
    buyer.nuts_code,
    buyer.postcode,
    map.map_on,
from staging.notice_buyers as buyer
asof left join staging.municipality_maps as map on greatest(buyer.published_on, date '2017-01-01') >= map.map_on
where buyer.name_as_written is not null and coalesce(buyer.country_code, 'NOR') = 'NOR'
