-- One row per option of a group that could be chosen, chosen or not, before suppression: never published as it is.
with chosen as (
    select
        programme_id,
        gathering_id,
        occasion,
        instrument_id,
        instrument_version,
        question_code,
        option_code,
        count(distinct (file_sha256, member)) as answers,
    from staging.survey_answers
    where option_code is not null
    group by all
)

select
    feedback.programme_id,
    feedback.gathering_id,
    feedback.occasion,
    feedback.instrument_id,
    feedback.instrument_version,
    feedback.question_code,
    feedback.question_kind,
    feedback.measure,
    feedback.answered,
    feedback.chose,
    option.option_code,
    option.position,
    option.option_label,
    option.step,
    coalesce(chosen.answers, 0) as answers,
from staging.feedback_groups as feedback
inner join staging.survey_options as option
    using (programme_id, instrument_id, instrument_version, question_code)
left join chosen
    using (programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code, option_code)
