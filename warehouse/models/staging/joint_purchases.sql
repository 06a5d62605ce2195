-- Notices that a purchasing cooperation published, under its own number or its host's, and its members on that day.
with hosted as (
    select distinct organisation_number
    from staging.register_municipality_organisation_numbers
),

units as (
    select distinct
        cooperation_id,
        name_pattern,
        published_under,
    from staging.cooperations
),

names as (
    select distinct
        name_as_written,
        organisation_number,
    from staging.buyer_matches
),

named as (
    select distinct
        names.name_as_written,
        names.organisation_number,
        units.cooperation_id,
    from names
    inner join units
        on coalesce(names.organisation_number = units.published_under, true)
        and regexp_matches(lower(names.name_as_written), units.name_pattern)
        or names.organisation_number = units.published_under
        and units.published_under not in (select organisation_number from hosted)
),

published as (
    select
        match.notice_key,
        match.organisation_id,
        day.map_on,
        match.published_on,
        named.cooperation_id,
    from staging.buyer_matches as match
    asof left join staging.municipality_maps as day on greatest(match.published_on, date '2017-01-01') >= day.map_on
    inner join named
        on named.name_as_written = match.name_as_written
        and named.organisation_number is not distinct from match.organisation_number
)

select distinct
    published.notice_key,
    published.organisation_id,
    published.cooperation_id,
    published.map_on,
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
