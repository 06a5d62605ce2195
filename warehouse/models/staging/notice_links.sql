-- Every link between notices: what they say themselves, and for planning notices that say nothing what was matched.
with linked as (
    select target_notice_id as notice_id
    from staging.explicit_links
    where relation = 'leads_to'
    union
    select link.notice_id
    from staging.explicit_links as link
    inner join staging.notices as other on other.notice_id = link.target_notice_id
    where other.form_type not in ('planning', 'consultation')
    union
    select link.target_notice_id
    from staging.explicit_links as link
    inner join staging.notices as other on other.notice_id = link.notice_id
    where other.form_type not in ('planning', 'consultation')
)

select
    notice_id,
    target_notice_id,
    relation,
    link_method,
    cast(link_confidence as double) as link_confidence,
from staging.explicit_links
union all
select
    match.competition_notice_id,
    match.planning_notice_id,
    'leads_to',
    'matched_planning',
    match.confidence,
from staging.planning_matches as match
anti join linked on linked.notice_id = match.planning_notice_id
