-- EEA, national or below the threshold: by the value on the day where there is one, else by the form and its law.
with latest as (
    select
        procedure_key,
        published_on,
        coalesce(competition_on, published_on) as regime_on,
        estimated_value_nok,
        awarded_value_nok,
        nature_code,
        legal_basis_code,
        is_national,
        describing_notice_key,
    from staging.procedure_versions
    where known_by = 'published_on' and is_latest
),

valued as (
    select
        latest.procedure_key,
        coalesce(latest.estimated_value_nok, latest.awarded_value_nok) as value_nok,
        max(cast(threshold.threshold_nok as decimal(20, 2))) filter (threshold.regime = 'eea') as eea_threshold_nok,
        max(cast(threshold.threshold_nok as decimal(20, 2))) filter (threshold.regime = 'national')
            as national_threshold_nok,
        any_value(latest.legal_basis_code) as legal_basis_code,
        any_value(latest.is_national) as is_national,
    from latest
    inner join staging.notices as notice on notice.notice_key = latest.describing_notice_key
    left join seeds.thresholds as threshold
        on latest.regime_on >= cast(threshold.valid_from as date)
        and latest.regime_on < coalesce(cast(threshold.valid_to as date), date '9999-01-01')
        and threshold.nature in (
            'any',
            case when latest.nature_code = 'works' then 'works' else 'goods_services' end
        )
        and threshold.authority in (
            'any',
            case when notice.buyer_legal_type_code in ('cga', 'body-pl-cga', 'body-pub-cga', 'national-agency') then 'central' else 'sub_central' end
        )
    group by all
)

select
    procedure_key,
    value_nok,
    case
        when is_national and value_nok < national_threshold_nok then 'below_threshold'
        when is_national then 'national'
        when value_nok >= eea_threshold_nok then 'eea'
        when value_nok < national_threshold_nok then 'below_threshold'
        when value_nok < eea_threshold_nok then 'national'
        when legal_basis_code like '3%' then 'eea'
        else 'unknown'
    end as regime,
    case
        when is_national then 'form'
        when value_nok is not null and (eea_threshold_nok is not null or value_nok < national_threshold_nok)
            then 'value'
        when legal_basis_code like '3%' then 'law'
        else 'unknown'
    end as regime_basis,
from valued
