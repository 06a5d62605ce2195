with control as (
    select
        count(figure.p_value) as negative_controls,
        count(*) filter (figure.p_value <= 0.05) as negative_controls_found,
    from staging.effect_figures as figure
    inner join marts.indicators as indicator using (indicator_id)
    where indicator.is_negative_control and figure.analysis_id = 'headline' and figure.aggregation = 'simple'
)

select
    figure.indicator_id,
    figure.analysis_id,
    analysis.analysis_name_nb,
    analysis.analysis_name_en,
    figure.aggregation,
    figure.wave_id,
    if(indicator.measure = 'count', 'log_ratio', indicator.value_unit) as estimate_unit,
    figure.minimum_detectable_effect,
    figure.estimate,
    figure.interval_low,
    figure.interval_high,
    figure.interval_method,
    figure.p_value,
    figure.t_statistic,
    judged.role,
    judged.adjusted_p,
    judged.q_value,
    judged.plan_note,
    figure.smallest_p,
    figure.distinct_assignments,
    figure.strata,
    figure.volume_classes,
    figure.volume_classes_kept,
    figure.widest_stratum,
    figure.share_drawn_in_county,
    figure.effective_trained,
    figure.untested,
    figure.draws,
    figure.standard_error,
    figure.bootstrap_low,
    figure.bootstrap_high,
    figure.pretrend_p,
    figure.pretrend_wald_p,
    figure.detectable_pretrend,
    figure.error_of_pretrend,
    figure.breakdown_relative,
    figure.breakdown_smooth,
    figure.level_before,
    figure.trained_buyers,
    figure.control_buyers,
    figure.empty_share,
    case
        when figure.analysis_id <> 'headline' then figure.placebos
        when figure.aggregation = 'simple' then sum(figure.placebos) over (partition by figure.indicator_id)
    end::bigint as placebos,
    case
        when figure.analysis_id <> 'headline' then figure.placebos_found
        when figure.aggregation = 'simple' then sum(figure.placebos_found) over (partition by figure.indicator_id)
    end::bigint as placebos_found,
    if(judged.indicator_id is null, null, control.negative_controls) as negative_controls,
    if(judged.indicator_id is null, null, control.negative_controls_found) as negative_controls_found,
    figure.detail,
    figure.problem,
    word.sentence_nb,
    word.sentence_en,
    word.threats_nb,
    word.threats_en,
    figure.method_version,
    figure.data_version,
    figure.analysis_id = 'headline' and figure.aggregation = 'simple' as is_headline,
from staging.effect_figures as figure
inner join marts.indicators as indicator using (indicator_id)
inner join staging.effect_analyses as analysis using (analysis_id)
cross join control
left join staging.effect_judged as judged
    on judged.indicator_id = figure.indicator_id
    and figure.analysis_id = 'headline'
    and figure.aggregation = 'simple'
left join staging.effect_words as word
    on word.indicator_id = figure.indicator_id
    and figure.analysis_id = 'headline'
    and figure.aggregation = 'simple'
where figure.event_half_years is null and figure.period_starts_on is null
