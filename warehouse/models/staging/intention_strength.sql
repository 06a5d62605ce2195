-- How sure the participants of each trained buyer were that they would do something differently, in their answers to
-- the question with one choice: strong where most said yes.
with answered as (
    select
        submission.organisation_number,
        answer.option_code,
    from staging.survey_answers as answer
    inner join staging.survey_submissions as submission using (file_sha256, member)
    inner join staging.survey_questions as question
        on question.programme_id = answer.programme_id
        and question.instrument_id = answer.instrument_id
        and question.instrument_version = answer.instrument_version
        and question.question_code = answer.question_code
    where
        question.measure = 'intention'
        and question.question_kind = 'single'
        and answer.option_code is not null
)

select
    placed.buyer_id,
    if(2 * count(*) filter (answered.option_code = 'yes') > count(*), 'strong', 'weaker') as strength,
    count(*) as answers,
from answered
inner join staging.placed_organisations as placed using (organisation_number)
group by placed.buyer_id
