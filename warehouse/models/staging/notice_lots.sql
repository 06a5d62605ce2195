select
    notice_key,
    count(*) filter (lot_kind = 'Lot') as lots,
    coalesce(min(tender_deadline_on), min(participation_deadline_on)) as deadline_on,
    min(participation_deadline_on) as participation_deadline_on,
    sum(case when currency_code = 'NOK' then estimated_value end) as lots_estimated_value_nok,
    sum(case when currency_code = 'NOK' then framework_maximum_value end) as lots_framework_maximum_value_nok,
    bool_or(framework_code like 'fa-%') as is_framework,
    bool_or(dps_code like 'dps-%') as is_dps,
    mode(main_cpv_code order by lot_id) as main_cpv_code,
from staging.lots
where lot_kind <> 'LotsGroup'
group by notice_key
