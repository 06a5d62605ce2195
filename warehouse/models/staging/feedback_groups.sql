-- One row per gathering, occasion, questionnaire version and question, before suppression: never published as it is.
with asked as (
    select
        submission.programme_id,
        submission.gathering_id,
        submission.occasion,
        submission.instrument_id,
        submission.instrument_version,
        count(*) as asked,
    from staging.survey_submissions as submission
    where submission.gathering_id is not null
    group by all
),

answered as (
    select
        programme_id,
        gathering_id,
        occasion,
        instrument_id,
        instrument_version,
        question_code,
        count(distinct (file_sha256, member)) as answered,
        avg(number) as mean,
        100 * (count(*) filter (number >= 9) - count(*) filter (number <= 6)) / count(number) as recommend_score,
    from staging.survey_answers
    group by all
)

select
    question.programme_id,
    asked.gathering_id,
    question.occasion,
    question.instrument_id,
    question.instrument_version,
    question.question_code,
    question.question_text,
    question.question_kind,
    question.measure,
    question.kirkpatrick_level,
    question.scale_minimum,
    question.scale_maximum,
    question.scale_direction,
    asked.asked,
    coalesce(answered.answered, 0) as answered,
    answered.mean,
    case
        when question.measure = 'recommend' and question.scale_minimum = 0 and question.scale_maximum = 10
            then answered.recommend_score
    end as recommend_score,
from staging.survey_questions as question
inner join asked using (programme_id, occasion, instrument_id, instrument_version)
left join answered
    using (programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code)
