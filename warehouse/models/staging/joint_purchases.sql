-- Notices that a purchasing cooperation published under its own name or its host's number, and the members of the day.
select distinct
    match.notice_key,
    match.organisation_id,
    joint.cooperation_id,
    joint.cooperation_name,
    'K-' || coalesce(map.to_municipality_code, owner.municipality_code) as member_buyer_id,
from staging.buyer_matches as match
inner join seeds.joint_purchasing as joint
    on regexp_matches(lower(match.name_as_written), joint.name_pattern)
    and (
        joint.host_number is null
        or match.organisation_number is null
        or match.organisation_number = joint.host_number
    )
    and match.published_on >= coalesce(cast(joint.valid_from as date), date '0001-01-01')
    and match.published_on < coalesce(cast(joint.valid_to as date), date '9999-01-01')
inner join staging.register_municipality_organisation_numbers as owner
    on owner.organisation_number = joint.member_number
    and match.published_on >= coalesce(owner.valid_from, date '0001-01-01')
    and match.published_on < coalesce(owner.valid_to, date '9999-01-01')
left join staging.municipality_map as map
    on map.from_map_on = match.map_on
    and map.municipality_code = owner.municipality_code
    and map.to_map_on = (select max(map_on) from staging.municipality_maps)
    and map.is_whole
