-- The matching asked about notices that say themselves where they belong: first blindly, then with just that taken
-- away, when every answer is wrong. A planning notice may lead to several competitions: any of them is right.
with asked as (
    select
        link,
        asked_notice_id,
    from staging.match_candidates
    where is_said
    group by link, asked_notice_id
),

answers as (
    select
        asked.link,
        asked.asked_notice_id,
        match.candidate_notice_id is not null as is_answered,
        coalesce(candidate.is_said, false) as is_right,
        without.candidate_notice_id is not null as is_answered_without,
    from asked
    left join staging.notice_matches as match
        on match.link = asked.link
        and match.asked_notice_id = asked.asked_notice_id
        and match.question = 'answer'
    left join staging.match_candidates as candidate
        on candidate.link = asked.link
        and candidate.asked_notice_id = asked.asked_notice_id
        and candidate.candidate_notice_id = match.candidate_notice_id
    left join staging.notice_matches as without
        on without.link = asked.link
        and without.asked_notice_id = asked.asked_notice_id
        and without.question = 'without'
)

select
    links.link,
    count(answers.asked_notice_id) as referenced,
    count(*) filter (answers.is_answered) as answered,
    count(*) filter (answers.is_right) as right_answers,
    count(*) filter (answers.is_right) / nullif(count(*) filter (answers.is_answered), 0) as precision,
    count(*) filter (answers.is_right) / nullif(count(answers.asked_notice_id), 0) as recall,
    count(*) filter (answers.is_answered_without) as answered_without,
    count(*) filter (answers.is_answered_without) / nullif(count(answers.asked_notice_id), 0) as false_answer_rate,
from (select unnest(['planning', 'result']) as link) as links
left join answers using (link)
group by links.link
