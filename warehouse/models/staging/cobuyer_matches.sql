-- A name that two municipalities share, in a joint purchase: the one that lies in a county of the other buyers.
with ambiguous as (
    select
        buyer.notice_key,
        buyer.organisation_id,
        unnest(by_name.candidate_codes) as municipality_code,
    from staging.notice_buyers as buyer
    asof left join staging.municipality_maps as map on greatest(buyer.published_on, date '2017-01-01') >= map.map_on
    inner join staging.name_matches as by_name
        on by_name.name_as_written = buyer.name_as_written
        and by_name.map_on = map.map_on
        and by_name.city is not distinct from buyer.city
        and by_name.nuts_code is not distinct from buyer.nuts_code
        and by_name.postcode is not distinct from buyer.postcode
    where by_name.match_method = 'ambiguous'
),

counties as (
    select distinct
        notice_key,
        left(municipality_code, 2) as county_code,
    from staging.number_matches
    where municipality_code is not null
)

select
    ambiguous.notice_key,
    ambiguous.organisation_id,
    min(ambiguous.municipality_code) as municipality_code,
from ambiguous
inner join counties
    on counties.notice_key = ambiguous.notice_key
    and counties.county_code = left(ambiguous.municipality_code, 2)
group by ambiguous.notice_key, ambiguous.organisation_id
having count(*) = 1
