-- Only where the programme folder says that a person has read them, and only of gatherings where no theme is left out:
-- themes are found by words that anybody can look up, so comments would give a hidden cell back.
with open_gathering as (
    select
        programme_id,
        gathering_id,
        occasion,
    from marts.themes_by_gathering
    group by all
    having not bool_or(is_suppressed)
)

select distinct
    answer.programme_id,
    answer.gathering_id,
    answer.occasion,
    answer.question_code,
    sha256(answer.text)[:16] as comment_id,
    answer.text as comment,
from staging.survey_answers as answer
inner join staging.survey_questions as question
    on question.programme_id = answer.programme_id
    and question.instrument_id = answer.instrument_id
    and question.instrument_version = answer.instrument_version
    and question.question_code = answer.question_code
inner join staging.programmes as programme on programme.programme_id = answer.programme_id
inner join open_gathering
    on open_gathering.programme_id = answer.programme_id
    and open_gathering.gathering_id = answer.gathering_id
    and open_gathering.occasion = answer.occasion
where
    programme.verbatims_reviewed
    and question.question_kind = 'text'
    and answer.text is not null
