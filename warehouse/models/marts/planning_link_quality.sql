-- The matching asked blindly about the pairs that notices link themselves. A planning notice may lead to several
-- competitions: any of them is right.
with referenced as (
    select distinct
        link.target_notice_id as planning_notice_id,
        link.notice_id as competition_notice_id,
    from staging.explicit_links as link
    inner join staging.notices as competition using (notice_id)
    inner join staging.notices as planning on planning.notice_id = link.target_notice_id
    where competition.form_type = 'competition' and planning.form_type in ('planning', 'consultation')
),

asked as (
    select
        referenced.planning_notice_id,
        bool_or(candidate.planning_notice_id is not null) as is_candidate,
    from referenced
    left join staging.planning_candidates as candidate using (planning_notice_id, competition_notice_id)
    group by referenced.planning_notice_id
),

answered as (
    select
        asked.planning_notice_id,
        asked.is_candidate,
        match.competition_notice_id is not null as is_answered,
        referenced.competition_notice_id is not null as is_right,
    from asked
    left join staging.planning_matches as match using (planning_notice_id)
    left join referenced
        on referenced.planning_notice_id = asked.planning_notice_id
        and referenced.competition_notice_id = match.competition_notice_id
)

select
    'planning_to_competition' as link,
    count(*) as referenced,
    count(*) filter (is_candidate) as candidates,
    count(*) filter (is_answered) as answered,
    count(*) filter (is_right) as right_answers,
    count(*) filter (is_right) / nullif(count(*) filter (is_answered), 0) as precision,
    count(*) filter (is_right) / nullif(count(*), 0) as recall,
from answered
