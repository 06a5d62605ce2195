select
    cell.programme_id,
    gathering.wave_id,
    cell.gathering_id,
    cell.occasion,
    cell.instrument_id,
    cell.instrument_version,
    cell.question_code,
    cell.option_code,
    cell.option_label,
    feedback.asked,
    feedback.answered,
    feedback.chose,
    cell.answers,
    cell.share,
    cell.is_suppressed,
from marts.feedback_distribution as cell
inner join marts.feedback_by_gathering_question as feedback
    using (programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code)
inner join marts.gatherings as gathering using (programme_id, gathering_id)
where feedback.measure = 'intention'
