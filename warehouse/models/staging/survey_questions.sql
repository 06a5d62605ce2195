select
    instrument.programme_id,
    instrument.instrument_id,
    instrument.instrument_version,
    instrument.occasion,
    question.question_code,
    question.position,
    question.question_text,
    question.question_kind,
    question.measure,
    question.kirkpatrick_level,
    question.scale_minimum,
    question.scale_maximum,
    question.scale_direction,
from staging.survey_instruments as instrument
inner join parsed.questions as question using (file_sha256)
