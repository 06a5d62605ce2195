-- A purchase of one buyer is its own. One of several is the lead's once, or each member's in equal parts. One that a
-- cooperation published alone is the host's once, or each member's in equal parts.
select
    procedure_key,
    buyer_id,
    'own' as attribution,
    1.0 as share,
    municipality_code,
    map_on,
    match_method,
    match_confidence,
    cast(null as varchar) as cooperation_id,
from staging.procedure_parties
anti join staging.hosted_procedures using (procedure_key)
where parties = 1
union all
select distinct
    procedure_key,
    buyer_id,
    'host_for_members',
    1.0,
    municipality_code,
    map_on,
    match_method,
    match_confidence,
    cooperation_id,
from staging.hosted_procedures
union all
select
    procedure_key,
    member_buyer_id,
    'member',
    1.0 / members,
    member_municipality_code,
    member_map_on,
    'joint_purchasing',
    match_confidence,
    cooperation_id,
from staging.hosted_procedures
union all
select
    procedure_key,
    buyer_id,
    'lead',
    1.0,
    municipality_code,
    map_on,
    match_method,
    match_confidence,
    cooperation_id,
from staging.procedure_parties
where parties > 1 and place = 1
union all
select
    procedure_key,
    buyer_id,
    'member',
    1.0 / if(members = 0, parties, members),
    municipality_code,
    map_on,
    match_method,
    match_confidence,
    cooperation_id,
from staging.procedure_parties
where parties > 1 and (is_member or members = 0)
