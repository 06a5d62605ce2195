-- What a notice that refers to nothing may belong to: competitions of the same buyer. A planning notice may have
-- announced one up to two years later; a result may end one of the three years before. One that another notice says it
-- belongs to is no candidate. Notices that do refer are asked as well, to measure how well the matching would do.
with journal as (
    select
        notice_id,
        min(substr(reference, 3, 2)) as year,
        min(cast(round(cast(regexp_extract(reference, '/S ([0-9]+)-', 1) as integer) * 1.46) as integer)) as day,
    from staging.notice_reference_targets
    where target_notice_id is null and regexp_matches(reference, '^[0-9]{4}/S [0-9]+-[0-9]+$')
    group by notice_id
)

select distinct
    asked.step as link,
    asked.notice_id as asked_notice_id,
    candidate.notice_id as candidate_notice_id,
    asked.title as asked_title,
    candidate.title as candidate_title,
    asked.main_cpv_code as asked_cpv_code,
    candidate.main_cpv_code as candidate_cpv_code,
    abs(date_diff('day', asked.published_on, candidate.published_on)) as days,
    case
        when journal.year = strftime(candidate.published_on, '%y')
            then abs(dayofyear(candidate.published_on) - journal.day)
        when journal.year is not null then 999
    end as journal_days_off,
    own.component is not null as is_said,
from staging.match_notices as asked
inner join staging.match_notices as candidate
    on candidate.buyer_id = asked.buyer_id
    and candidate.step = 'competition'
    and case asked.step
        when 'planning' then candidate.published_on > asked.published_on
            and candidate.published_on <= asked.published_on + 730
        when 'result' then candidate.published_on < asked.published_on
            and candidate.published_on >= asked.published_on - 1095
    end
inner join staging.explicit_components as place on place.notice_id = candidate.notice_id
left join journal
    on journal.notice_id = asked.notice_id
    and asked.step = 'result'
left join staging.said_components as own on own.asked_notice_id = asked.notice_id and own.component = place.component
anti join staging.said_components as taken
    on taken.step = asked.step
    and taken.component = place.component
    and taken.asked_notice_id <> asked.notice_id
where asked.step in ('planning', 'result')
