-- From each time a measure was asked in a wave to the next time it was asked there on the same scale.
with asked as (
    select
        feedback.programme_id,
        gathering.wave_id,
        feedback.measure,
        feedback.scale_minimum,
        feedback.scale_maximum,
        feedback.scale_direction,
        feedback.gathering_id,
        feedback.occasion,
        feedback.mean,
        feedback.question_text,
        row_number() over (
            partition by
                feedback.programme_id,
                gathering.wave_id,
                feedback.measure,
                feedback.scale_minimum,
                feedback.scale_maximum,
                feedback.scale_direction
            order by
                feedback.occasion = 'later',
                gathering.held_on,
                feedback.occasion <> 'before',
                feedback.gathering_id
        ) as place,
    from marts.feedback_by_gathering_question as feedback
    inner join marts.gatherings as gathering using (programme_id, gathering_id)
    where feedback.question_kind = 'scale'
    qualify row_number() over (
        partition by
            feedback.programme_id,
            feedback.gathering_id,
            feedback.occasion,
            feedback.measure,
            feedback.scale_minimum,
            feedback.scale_maximum,
            feedback.scale_direction
        order by feedback.answered desc nulls last, feedback.instrument_id, feedback.instrument_version
    ) = 1
)

select
    earlier.programme_id,
    earlier.wave_id,
    earlier.measure,
    earlier.scale_minimum,
    earlier.scale_maximum,
    earlier.scale_direction,
    earlier.gathering_id as from_gathering_id,
    earlier.occasion as from_occasion,
    later.gathering_id as to_gathering_id,
    later.occasion as to_occasion,
    earlier.mean as from_mean,
    later.mean as to_mean,
    later.mean - earlier.mean as change,
    earlier.question_text = later.question_text as is_same_wording,
from asked as earlier
inner join asked as later
    on later.programme_id = earlier.programme_id
    and later.wave_id = earlier.wave_id
    and later.measure = earlier.measure
    and later.scale_minimum = earlier.scale_minimum
    and later.scale_maximum = earlier.scale_maximum
    and later.scale_direction = earlier.scale_direction
    and later.place = earlier.place + 1
