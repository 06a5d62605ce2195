-- Every decision about who a buyer is. A number decides before a name, unless the name is exactly that of another
-- municipality: then the number is a host's, written for its members. Then the name, then the same name elsewhere.
with asked as (
    select
        buyer.*,
        map.map_on,
    from staging.notice_buyers as buyer
    asof left join staging.municipality_maps as map on greatest(buyer.published_on, date '2017-01-01') >= map.map_on
),

weighed as (
    select
        asked.*,
        by_number.buyer_kind as number_kind,
        by_number.municipality_code as number_code,
        by_number.county_name as number_county,
        by_number.is_of_another_day,
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
    left join staging.number_matches as by_number using (notice_key, organisation_id)
    left join staging.name_matches as by_name
        on by_name.name_as_written = asked.name_as_written
        and by_name.map_on = asked.map_on
        and by_name.city is not distinct from asked.city
        and by_name.nuts_code is not distinct from asked.nuts_code
        and by_name.postcode is not distinct from asked.postcode
    left join staging.cobuyer_matches as company using (notice_key, organisation_id)
    left join staging.known_organisations as known on known.name = lower(trim(asked.name_as_written))
)

select
    notice_key,
    organisation_id,
    map_on,
    case
        when is_name_first then 'municipality'
        when number_kind is not null then number_kind
        when name_code is not null then 'municipality'
        when name_county is not null then 'county'
        when coalesce(organisation_number, known_number) is null then 'unmatched'
        when is_central_government or is_named_like_the_state then 'state_agency'
        else 'other'
    end as buyer_kind,
    case
        when is_name_first then name_code
        when number_kind is not null then number_code
        else name_code
    end as municipality_code,
    case when number_kind is not null and not is_name_first then number_county else name_county end as county_name,
    case
        when correction_id is not null then 'correction'
        when is_name_first and number_code is not null then 'name_over_number'
        when is_name_first then name_method
        when is_host_number then 'number_of_host'
        when number_kind is not null then number_method
        when name_method in ('none', 'ambiguous') or name_method is null then
            case
                when organisation_number is not null then 'organisation_number'
                when known_number is not null then 'name_seen_with_number'
                else coalesce(nullif(name_method, 'none'), 'unmatched')
            end
        else name_method
    end as match_method,
    case
        when correction_id is not null then 1.0
        when is_name_first and number_code is not null then 0.8
        when is_name_first then name_confidence
        when is_host_number then 0.8
        when number_kind is not null then number_confidence
        when name_code is not null or name_county is not null then name_confidence
        when organisation_number is not null then 1.0
        when known_number is not null then 0.9
        else 0.0
    end as match_confidence,
    coalesce(organisation_number, case when name_code is null and name_county is null then known_number end)
        as organisation_number,
    name_as_written,
    identifier_as_written,
    identifier_problem,
    correction_id,
    candidate,
    name_confidence as candidate_score,
    is_lead,
    is_on_behalf_of,
    is_buyer,
    is_central_purchasing_body,
    published_on,
from weighed
