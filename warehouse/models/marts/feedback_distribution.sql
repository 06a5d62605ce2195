select
    cell.programme_id,
    cell.gathering_id,
    cell.occasion,
    cell.instrument_id,
    cell.instrument_version,
    cell.question_code,
    cell.option_code,
    cell.position,
    cell.option_label,
    feedback.asked,
    feedback.answered,
    feedback.chose,
    case when not published.is_hidden then cell.answers end as answers,
    case when not published.is_hidden then cell.answers / cell.answered end as share,
    published.is_hidden as is_suppressed,
from staging.feedback_cells as cell
inner join staging.feedback_suppressed as published
    using (programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code, option_code)
inner join marts.feedback_by_gathering_question as feedback
    using (programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code)
