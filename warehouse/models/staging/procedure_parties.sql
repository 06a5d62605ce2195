-- The buyers of a procedure as the notice that describes it names them, each once. Two municipalities that merged later
-- are two buyers here, as they were on their day. A central purchasing body that only awards is no member.
with states as (
    select
        procedure_key,
        describing_notice_key as notice_key,
    from staging.procedure_versions
    where known_by = 'published_on' and is_latest
),

parties as (
    select
        states.procedure_key,
        states.notice_key,
        unit.buyer_id,
        match.municipality_code,
        match.map_on,
        match.organisation_id,
        match.match_method,
        match.match_confidence,
        match.is_lead or match.is_central_purchasing_body as is_lead,
        match.is_on_behalf_of,
        match.is_buyer or match.is_on_behalf_of as is_member,
        joint.cooperation_id,
    from states
    inner join staging.buyer_matches as match using (notice_key)
    inner join staging.buyer_units as unit using (notice_key, organisation_id)
    left join (
        select distinct
            notice_key,
            organisation_id,
            cooperation_id,
        from staging.joint_purchases
    ) as joint using (notice_key, organisation_id)
)

select
    procedure_key,
    notice_key,
    buyer_id,
    municipality_code,
    min(map_on) as map_on,
    arg_max(match_method, (match_confidence, organisation_id)) as match_method,
    max(match_confidence) as match_confidence,
    bool_or(is_lead) as is_lead,
    bool_and(is_on_behalf_of) as is_on_behalf_of,
    bool_or(is_member) as is_member,
    min(cooperation_id) as cooperation_id,
    row_number() over (
        partition by procedure_key
        order by bool_or(is_lead) desc, bool_and(is_on_behalf_of), min(organisation_id), buyer_id, municipality_code
    ) as place,
    count(*) over (partition by procedure_key) as parties,
    count_if(bool_or(is_member)) over (partition by procedure_key) as members,
from parties
group by procedure_key, notice_key, buyer_id, municipality_code
