-- Notices that a purchasing cooperation published, under its own number or its host's, and its members on that day.
with hosted as (
    select distinct organisation_number
    from staging.register_municipality_organisation_numbers
),

published as (
    select distinct
        match.notice_key,
        match.organisation_id,
        match.map_on,
        match.published_on,
        cooperation.cooperation_id,
    from staging.buyer_matches as match
    inner join staging.cooperations as cooperation
        on regexp_matches(lower(match.name_as_written), cooperation.name_pattern)
        and coalesce(match.organisation_number = cooperation.published_under, true)
        or match.organisation_number = cooperation.published_under
        and cooperation.published_under not in (select organisation_number from hosted)
)

select distinct
    published.notice_key,
    published.organisation_id,
    published.cooperation_id,
    owner.municipality_code,
    'K-' || coalesce(map.to_municipality_code, owner.municipality_code) as member_buyer_id,
from published
inner join staging.cooperations as cooperation
    on cooperation.cooperation_id = published.cooperation_id
    and published.published_on >= cooperation.valid_from
    and published.published_on < cooperation.valid_to
inner join staging.register_municipality_organisation_numbers as owner
    on owner.organisation_number = cooperation.member_number
    and published.published_on >= coalesce(owner.valid_from, date '0001-01-01')
    and published.published_on < coalesce(owner.valid_to, date '9999-01-01')
left join staging.municipality_map as map
    on map.from_map_on = published.map_on
    and map.municipality_code = owner.municipality_code
    and map.to_map_on = (select max(map_on) from staging.municipality_maps)
    and map.is_whole
