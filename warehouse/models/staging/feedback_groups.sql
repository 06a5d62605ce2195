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

said as (
    select
        programme_id,
        gathering_id,
        occasion,
        instrument_id,
        instrument_version,
        question_code,
        file_sha256,
        member,
        bool_or(not is_off_scale) as is_answered,
        count(option_code) + count(number) + count(text) > 0 as has_chosen,
        any_value(number) as number,
    from staging.survey_answers
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
        count(*) filter (is_answered) as answered,
        count(*) filter (has_chosen) as chose,
        count(*) filter (not is_answered) as off_scale,
        avg(number) as mean,
        100 * (count(*) filter (number >= 9) - count(*) filter (number <= 6))
        / nullif(count(number), 0) as recommend_score,
    from said
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
    coalesce(answered.chose, 0) as chose,
    coalesce(answered.off_scale, 0) as off_scale,
    answered.mean,
    case
        when question.measure = 'recommend' and question.scale_minimum = 0 and question.scale_maximum = 10
            then answered.recommend_score
    end as recommend_score,
from staging.survey_questions as question
inner join asked using (programme_id, occasion, instrument_id, instrument_version)
left join answered
    using (programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code)
