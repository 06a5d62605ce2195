select
    submission.programme_id,
    submission.gathering_id,
    submission.occasion,
    submission.instrument_id,
    submission.instrument_version,
    submission.file_sha256,
    submission.member,
    answer.question_code,
    answer.option_code,
    answer.number,
    answer.text,
    answer.is_off_scale,
from staging.survey_submissions as submission
inner join parsed.answers as answer using (file_sha256, member)
where submission.gathering_id is not null
