-- Versions of a questionnaire in the order in which they were first answered, and what differs from one to the next.
with version as (
    select
        instrument.programme_id,
        instrument.instrument_id,
        instrument.instrument_version,
        row_number() over (
            partition by instrument.programme_id, instrument.instrument_id
            order by min(submission.submitted_on) nulls last, instrument.instrument_version
        ) as place,
    from staging.survey_instruments as instrument
    left join staging.survey_submissions as submission
        using (programme_id, instrument_id, instrument_version)
    group by instrument.programme_id, instrument.instrument_id, instrument.instrument_version
),

step as (
    select
        earlier.programme_id,
        earlier.instrument_id,
        earlier.instrument_version as from_version,
        later.instrument_version as to_version,
    from version as earlier
    inner join version as later
        on later.programme_id = earlier.programme_id
        and later.instrument_id = earlier.instrument_id
        and later.place = earlier.place + 1
),

question as (
    select
        question.programme_id,
        question.instrument_id,
        question.instrument_version,
        question.question_code,
        question.question_text,
        question.position,
        concat_ws(
            ' ',
            question.question_kind,
            question.scale_minimum,
            question.scale_maximum,
            question.scale_direction,
            string_agg(option.option_code || ' ' || option.option_label, ', ' order by option.position)
        ) as shape,
    from staging.survey_questions as question
    left join staging.survey_options as option
        using (programme_id, instrument_id, instrument_version, question_code)
    group by
        question.programme_id,
        question.instrument_id,
        question.instrument_version,
        question.question_code,
        question.question_text,
        question.position,
        question.question_kind,
        question.scale_minimum,
        question.scale_maximum,
        question.scale_direction
),

asked as (
    select distinct
        step.programme_id,
        step.instrument_id,
        step.from_version,
        step.to_version,
        question.question_code,
    from step
    inner join question
        on question.programme_id = step.programme_id
        and question.instrument_id = step.instrument_id
        and question.instrument_version in (step.from_version, step.to_version)
),

pair as (
    select
        asked.programme_id,
        asked.instrument_id,
        asked.from_version,
        asked.to_version,
        asked.question_code,
        earlier.question_text as earlier_text,
        later.question_text as later_text,
        rank() over (in_step order by earlier.position) as earlier_place,
        rank() over (in_step order by later.position) as later_place,
        earlier.shape as earlier_shape,
        later.shape as later_shape,
    from asked
    left join question as earlier
        on earlier.programme_id = asked.programme_id
        and earlier.instrument_id = asked.instrument_id
        and earlier.instrument_version = asked.from_version
        and earlier.question_code = asked.question_code
    left join question as later
        on later.programme_id = asked.programme_id
        and later.instrument_id = asked.instrument_id
        and later.instrument_version = asked.to_version
        and later.question_code = asked.question_code
    window in_step as (
        partition by
            asked.programme_id,
            asked.instrument_id,
            asked.from_version,
            asked.to_version,
            earlier.question_code is null or later.question_code is null
    )
),

change as (
    select *, 'added' as change, null as before, later_text as after from pair where earlier_text is null
    union all
    select *, 'removed', earlier_text, null from pair where later_text is null
    union all
    select *, 'renamed', earlier_text, later_text from pair where earlier_text <> later_text
    union all
    select *, 'moved', earlier_place::varchar, later_place::varchar
    from pair
    where earlier_text is not null and later_text is not null and earlier_place <> later_place
    union all
    select *, 'scale_or_options_changed', earlier_shape, later_shape
    from pair
    where earlier_shape <> later_shape
)

select
    programme_id,
    instrument_id,
    from_version,
    to_version,
    question_code,
    change,
    before,
    after,
from change
