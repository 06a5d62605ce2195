-- The share is told by whichever published cells tell it: those who answered fully and partly, or those who did not.
with item as (
    select
        feedback.programme_id,
        feedback.gathering_id,
        feedback.occasion,
        feedback.instrument_id,
        feedback.instrument_version,
        feedback.measure,
        feedback.asked,
        feedback.answered,
        sum(cell.answers) filter (cell.option_code in ('fully', 'partly')) as did,
        count(cell.answers) filter (cell.option_code in ('fully', 'partly')) as did_cells,
        sum(cell.answers) filter (cell.option_code = 'not') as did_not,
        bool_or(cell.option_code not in ('fully', 'partly', 'not')) as has_other_options,
    from marts.feedback_by_gathering_question as feedback
    left join marts.feedback_distribution as cell
        using (programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code)
    where feedback.measure like 'benchmark\_%' escape '\'
    group by all
)

select
    item.programme_id,
    gathering.wave_id,
    item.gathering_id,
    item.occasion,
    item.instrument_id,
    item.instrument_version,
    item.measure,
    item.asked,
    item.answered,
    case
        when item.did_cells = 2 then item.did / item.answered
        when not item.has_other_options then 1 - item.did_not / item.answered
    end as share,
    benchmark.share::double as benchmark_share,
    benchmark.source as benchmark_source,
from item
inner join marts.gatherings as gathering using (programme_id, gathering_id)
inner join seeds.feedback_benchmarks as benchmark using (measure)
