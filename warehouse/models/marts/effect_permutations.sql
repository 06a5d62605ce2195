select
    indicator_id,
    unnest(range(1, len(drawn) + 1)) as draw,
    unnest(drawn_estimate) as estimate,
    unnest(drawn) as t_statistic,
from staging.effect_figures
where drawn is not null and analysis_id = 'headline'
