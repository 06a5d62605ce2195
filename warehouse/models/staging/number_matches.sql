-- Which municipality, county or state an organisation number means on the day of the notice. A buyer without a number has
-- the one that always stands beside its name elsewhere (`is_name_seen`). A number older or newer
-- than the day is followed along the map; where that is no longer one municipality, the name has to decide, and the
-- municipality stays one of the number's own map.
with numbers as (
    select
        buyer.notice_key,
        buyer.organisation_id,
        buyer.published_on,
        buyer.organisation_number is null as is_name_seen,
        coalesce(buyer.organisation_number, known.organisation_number) as organisation_number,
    from staging.notice_buyers as buyer
    left join staging.known_organisations as known on known.name = lower(trim(buyer.name_as_written))
),

numbered as (
    select
        buyer.notice_key,
        buyer.organisation_id,
        buyer.published_on,
        buyer.is_name_seen,
        owner.buyer_kind,
        owner.municipality_code,
        owner.county_name,
        if(buyer.is_name_seen, 'name_seen_with_number', owner.match_method) as match_method,
        if(buyer.is_name_seen, 0.9, 1) * owner.match_confidence as match_confidence,
        case
            when buyer.published_on < owner.valid_from then owner.valid_from
            when buyer.published_on >= owner.valid_to then owner.valid_to - 1
            else buyer.published_on
        end as owned_on,
    from numbers as buyer
    inner join staging.organisation_owners as owner using (organisation_number)
    qualify row_number() over (
        partition by buyer.notice_key, buyer.organisation_id
        order by
            abs(date_diff('day', owned_on, buyer.published_on)),
            owner.match_confidence desc,
            owner.municipality_code
    ) = 1
),

placed as (
    select
        numbered.notice_key,
        numbered.organisation_id,
        numbered.is_name_seen,
        numbered.buyer_kind,
        numbered.county_name,
        numbered.match_method,
        numbered.match_confidence,
        numbered.owned_on <> numbered.published_on as is_outside_period,
        numbered.municipality_code as owner_municipality_code,
        then_map.map_on as owned_map_on,
        now_map.map_on as map_on,
    from numbered
    asof left join staging.municipality_maps as then_map on greatest(numbered.owned_on, date '2017-01-01') >= then_map.map_on
    asof left join staging.municipality_maps as now_map on greatest(numbered.published_on, date '2017-01-01') >= now_map.map_on
)

select
    placed.notice_key,
    placed.organisation_id,
    placed.is_name_seen,
    placed.buyer_kind,
    placed.county_name,
    coalesce(map.to_municipality_code, placed.owner_municipality_code) as municipality_code,
    placed.is_outside_period and map.to_municipality_code is null and placed.buyer_kind = 'municipality'
        as is_of_another_day,
    case
        when placed.is_outside_period and map.to_municipality_code is null then placed.owned_map_on
        else placed.map_on
    end as map_on,
    case when placed.is_outside_period then placed.match_method || '_outside_period' else placed.match_method end
        as match_method,
    case when placed.is_outside_period then placed.match_confidence * 0.9 else placed.match_confidence end
        as match_confidence,
from placed
left join staging.municipality_map as map
    on map.from_map_on = placed.owned_map_on
    and map.municipality_code = placed.owner_municipality_code
    and map.to_map_on = placed.map_on
    and map.is_whole
