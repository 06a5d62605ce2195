-- What speaks for each answer to who a buyer is: its number, its name, its co-buyers, the same name elsewhere.
with asked as (
    select
        buyer.*,
        map.map_on,
    from staging.notice_buyers as buyer
    asof left join staging.municipality_maps as map on greatest(buyer.published_on, date '2017-01-01') >= map.map_on
)

select
    asked.*,
    by_number.buyer_kind as number_kind,
    by_number.municipality_code as number_code,
    by_number.county_name as number_county,
    by_number.is_of_another_day,
    by_number.map_on as number_map_on,
    by_number.match_method as number_method,
    by_number.match_confidence as number_confidence,
    coalesce(by_name.municipality_code, company.municipality_code) as name_code,
    by_name.county_name as name_county,
    case when company.municipality_code is not null then 'name_among_cobuyers' else by_name.match_method end
        as name_method,
    case when company.municipality_code is not null then 0.85 else by_name.match_score / 100 end
        as name_confidence,
    by_number.buyer_kind = 'municipality'
    and regexp_matches(lower(asked.name_as_written), 'region|samarbeid|interkommunal')
    and not regexp_matches(lower(asked.name_as_written), 'kommune') as is_host_number,
    by_name.candidate,
    known.organisation_number as known_number,
    regexp_matches(
        lower(asked.name_as_written), 'departementet$|direktoratet|^statens |^statsforvalter|^fylkesmann'
    ) as is_named_like_the_state,
    coalesce(
        by_name.municipality_code is not null
        and by_name.match_method in ('name_exact', 'name_folded')
        and (
            by_number.municipality_code is null
            or by_number.municipality_code <> by_name.municipality_code
        )
        and by_number.buyer_kind is distinct from 'county'
        and (by_number.buyer_kind is null or by_number.match_method like 'number%'),
        false
    ) as is_name_first,
from asked
left join staging.name_matches as by_name
    on by_name.name_as_written = asked.name_as_written
    and coalesce(asked.country_code, 'NOR') = 'NOR'
    and by_name.map_on = asked.map_on
    and by_name.city is not distinct from asked.city
    and by_name.nuts_code is not distinct from asked.nuts_code
    and by_name.postcode is not distinct from asked.postcode
left join staging.cobuyer_matches as company using (notice_key, organisation_id)
left join staging.number_matches as by_number
    on by_number.notice_key = asked.notice_key
    and by_number.organisation_id = asked.organisation_id
    and (
        not by_number.is_name_seen
        or coalesce(by_name.match_method in ('none', 'ambiguous'), true) and company.municipality_code is null
    )
left join staging.known_organisations as known on known.name = lower(trim(asked.name_as_written))
