-- Procedures that a cooperation published alone, with each member they were made for.
with own as (
    select
        procedure_key,
        buyer_id,
        municipality_code,
        map_on,
        match_method,
        match_confidence,
        cooperation_id,
    from staging.procedure_parties
    where parties = 1
)

select
    own.procedure_key,
    own.buyer_id,
    own.municipality_code,
    own.map_on,
    own.match_method,
    own.match_confidence,
    own.cooperation_id,
    joint.member_buyer_id,
    joint.municipality_code as member_municipality_code,
    joint.map_on as member_map_on,
    count(*) over (partition by own.procedure_key) as members,
from own
inner join staging.procedure_parties as party using (procedure_key)
inner join (
    select distinct
        notice_key,
        cooperation_id,
        member_buyer_id,
        municipality_code,
        map_on,
    from staging.joint_purchases
) as joint on joint.notice_key = party.notice_key and joint.cooperation_id = own.cooperation_id
