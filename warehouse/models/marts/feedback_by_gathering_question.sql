-- Beside a recommend score the mean is left out where a cell is hidden: both together would tell too much.
-- Off the scale few are left out; so is nobody where one person is no part of `answered`, who could else be told.
with hidden as (
    select
        programme_id,
        gathering_id,
        occasion,
        instrument_id,
        instrument_version,
        question_code,
        bool_or(is_mean_hidden) as is_mean_hidden,
        bool_or(is_hidden) as has_hidden_cell,
        bool_or(is_chose_hidden) as is_chose_hidden,
        bool_or(is_group_hidden) as is_group_hidden,
    from staging.feedback_suppressed
    group by all
)

select
    feedback.programme_id,
    feedback.gathering_id,
    feedback.occasion,
    feedback.instrument_id,
    feedback.instrument_version,
    feedback.question_code,
    feedback.question_text,
    feedback.question_kind,
    feedback.measure,
    feedback.kirkpatrick_level,
    feedback.scale_minimum,
    feedback.scale_maximum,
    feedback.scale_direction,
    case when not judged.is_suppressed then feedback.asked end as asked,
    case when not judged.is_suppressed then feedback.answered end as answered,
    case
        when not judged.is_suppressed and not coalesce(hidden.is_chose_hidden, false)
            then feedback.chose
    end as chose,
    case
        when judged.is_suppressed then null
        when feedback.off_scale >= rule.suppress_below then feedback.off_scale
        when feedback.off_scale = 0 and feedback.asked - feedback.answered <> 1 then 0
    end as off_scale,
    case
        when judged.is_suppressed or hidden.is_mean_hidden then null
        when feedback.recommend_score is not null and hidden.has_hidden_cell then null
        else feedback.mean
    end as mean,
    case
        when judged.is_suppressed or hidden.is_mean_hidden then null
        else feedback.recommend_score
    end as recommend_score,
    judged.is_suppressed,
from staging.feedback_groups as feedback
cross join staging.suppression_rule as rule
left join hidden
    using (programme_id, gathering_id, occasion, instrument_id, instrument_version, question_code)
cross join lateral (
    select
        feedback.answered < rule.suppress_below or coalesce(hidden.is_group_hidden, false) as is_suppressed,
) as judged
