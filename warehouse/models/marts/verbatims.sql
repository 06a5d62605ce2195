-- Only of gatherings where enough people wrote (one may write several comments), and only where the programme folder
-- says that a person has read them.
select distinct
    answer.programme_id,
    answer.gathering_id,
    answer.occasion,
    answer.question_code,
    sha256(answer.text)[:16] as comment_id,
    answer.text as comment,
from staging.survey_answers as answer
inner join staging.survey_questions as question
    using (programme_id, instrument_id, instrument_version, question_code)
inner join staging.programmes as programme using (programme_id)
cross join staging.suppression_rule as rule
where
    programme.verbatims_reviewed
    and question.question_kind = 'text'
    and answer.text is not null
qualify count(distinct (answer.file_sha256, answer.member)) over (
    partition by answer.programme_id, answer.gathering_id, answer.occasion
) >= rule.suppress_below
