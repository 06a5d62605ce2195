-- People, not answers: who answered two questionnaires about one gathering took part once. Left out too where one
-- version of a questionnaire has few, or few answered two: the versions' sums would tell how few.
with version as (
    select
        programme_id,
        gathering_id,
        occasion,
        instrument_id,
        instrument_version,
        count(*) as submissions,
    from staging.survey_submissions
    where gathering_id is not null
    group by all
),

people as (
    select
        programme_id,
        gathering_id,
        occasion,
        count(distinct coalesce(person, file_sha256 || ' ' || member)) as people,
    from staging.survey_submissions
    where gathering_id is not null
    group by all
),

answered as (
    select
        version.programme_id,
        version.gathering_id,
        version.occasion,
        any_value(people.people) as submissions,
        min(version.submissions) < any_value(rule.suppress_below)
        or (
            sum(version.submissions) > any_value(people.people)
            and sum(version.submissions) - any_value(people.people) < any_value(rule.suppress_below)
        ) as is_suppressed,
    from version
    inner join people using (programme_id, gathering_id, occasion)
    cross join staging.suppression_rule as rule
    group by all
)

select
    gathering.programme_id,
    gathering.wave_id,
    gathering.gathering_id,
    gathering.held_on,
    answered.occasion,
    gathering.participants,
    case when not answered.is_suppressed then answered.submissions end::bigint as submissions,
    case
        when not answered.is_suppressed then answered.submissions / nullif(gathering.participants, 0)
    end as response_rate,
    answered.is_suppressed,
from answered
inner join marts.gatherings as gathering using (programme_id, gathering_id)
