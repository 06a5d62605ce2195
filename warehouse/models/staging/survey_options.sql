-- Options of every question that can be chosen among: those the codebook lists, and every step of a scale.
with listed as (
    select
        instrument.programme_id,
        instrument.instrument_id,
        instrument.instrument_version,
        option.question_code,
        option.option_code,
        option.position,
        option.label,
    from staging.survey_instruments as instrument
    inner join parsed.question_options as option using (file_sha256)
),

steps as (
    select
        programme_id,
        instrument_id,
        instrument_version,
        question_code,
        unnest(generate_series(scale_minimum, scale_maximum)) as step,
        scale_minimum,
    from staging.survey_questions
    where question_kind = 'scale'
)

select
    steps.programme_id,
    steps.instrument_id,
    steps.instrument_version,
    steps.question_code,
    steps.step::varchar as option_code,
    steps.step - steps.scale_minimum + 1 as position,
    coalesce(listed.label, steps.step::varchar) as option_label,
    steps.step::double as step,
from steps
left join listed
    on listed.programme_id = steps.programme_id
    and listed.instrument_id = steps.instrument_id
    and listed.instrument_version = steps.instrument_version
    and listed.question_code = steps.question_code
    and listed.option_code = steps.step::varchar

union all by name

select
    listed.programme_id,
    listed.instrument_id,
    listed.instrument_version,
    listed.question_code,
    listed.option_code,
    listed.position,
    listed.label as option_label,
    null::double as step,
from listed
inner join staging.survey_questions as question
    using (programme_id, instrument_id, instrument_version, question_code)
where question.question_kind <> 'scale'
