-- The matching asked blindly about notices that say themselves where they belong. A planning notice may lead to several
-- competitions, and a procedure may have several notices of competition: any of them is right.
with said as (
    select
        'planning' as link,
        link.target_notice_id as asked_notice_id,
        component.notice_id as candidate_notice_id,
    from staging.explicit_links as link
    inner join staging.explicit_components as linked using (notice_id)
    inner join staging.explicit_components as component using (component)
    where link.relation = 'leads_to'
    union
    select
        case when asked.form_type = 'result' then 'result' else 'planning' end,
        asked.notice_id,
        other.notice_id,
    from staging.notices as asked
    inner join staging.explicit_components as component using (notice_id)
    inner join staging.explicit_components as other using (component)
    where asked.is_latest and asked.form_type in ('result', 'planning', 'consultation')
),

referenced as (
    select distinct
        said.link,
        said.asked_notice_id,
        said.candidate_notice_id,
    from said
    inner join staging.notices as competition on competition.notice_id = said.candidate_notice_id
    where competition.form_type in ('competition', 'dir-awa-pre')
),

answers as (
    select
        referenced.link,
        referenced.asked_notice_id,
        bool_or(candidate.asked_notice_id is not null) as is_candidate,
        any_value(match.candidate_notice_id) as answer,
        bool_or(coalesce(match.candidate_notice_id = referenced.candidate_notice_id, false)) as is_right,
    from referenced
    left join staging.match_candidates as candidate
        using (link, asked_notice_id, candidate_notice_id)
    left join staging.notice_matches as match
        on match.link = referenced.link and match.asked_notice_id = referenced.asked_notice_id
    group by all
)

select
    links.link,
    count(answers.asked_notice_id) as referenced,
    count(*) filter (answers.is_candidate) as candidates,
    count(answers.answer) as answered,
    count(*) filter (answers.is_right) as right_answers,
    count(*) filter (answers.is_right) / nullif(count(answers.answer), 0) as precision,
    count(*) filter (answers.is_right) / nullif(count(answers.asked_notice_id), 0) as recall,
from (select unnest(['planning', 'result']) as link) as links
left join answers using (link)
group by links.link
