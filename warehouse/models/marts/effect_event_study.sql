select
    indicator_id,
    aggregation,
    case aggregation
        when 'dynamic' then event_half_years::varchar
        when 'calendar' then period_starts_on::varchar
        else wave_id || ' ' || period_starts_on
    end as point_id,
    wave_id,
    event_half_years,
    period_starts_on,
    estimate,
    interval_low,
    interval_high,
    p_value,
    standard_error,
    bootstrap_low,
    bootstrap_high,
    event_half_years < 0 as is_before_training,
from staging.effect_figures
where analysis_id = 'headline' and (event_half_years is not null or period_starts_on is not null)
