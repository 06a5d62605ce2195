-- Every link between notices: what they say themselves, and what was matched for those that say nothing.
with steps as (
    select
        notice.notice_id,
        case
            when kind.notice_kind in ('planning', 'early_dialogue') then 'planning'
            when kind.notice_kind in ('competition', 'intention') then 'competition'
            else kind.notice_kind
        end as step,
    from staging.notices as notice
    inner join staging.notice_kinds as kind using (notice_key)
    where notice.is_latest
),

linked as (
    select
        link.target_notice_id as notice_id,
    from staging.explicit_links as link
    where link.relation = 'leads_to'
    union
    select component.notice_id
    from staging.explicit_components as component
    inner join staging.explicit_components as other using (component)
    inner join steps on steps.notice_id = other.notice_id
    where steps.step = 'competition'
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
    match.candidate_notice_id,
    match.asked_notice_id,
    case match.link when 'planning' then 'leads_to' else 'same' end,
    'matched_' || match.link,
    match.confidence,
from staging.notice_matches as match
anti join linked on linked.notice_id = match.asked_notice_id
where match.question = 'answer'
