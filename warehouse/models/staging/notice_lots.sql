-- What the lots of a notice say together. Its CPV code is the one most lots have.
with codes as (
    select
        notice_key,
        main_cpv_code,
    from staging.lots
    where main_cpv_code is not null
    group by notice_key, main_cpv_code
    qualify row_number() over (
        partition by notice_key
        order by count(*) desc, main_cpv_code
    ) = 1
)

select
    lot.notice_key,
    count(*) filter (lot.lot_kind = 'Lot') as lots,
    coalesce(min(lot.tender_deadline_on), min(lot.participation_deadline_on)) as deadline_on,
    sum(lot.estimated_value) filter (lot.estimated_value_currency_code = 'NOK') as estimated_value_nok,
    sum(lot.framework_maximum_value) filter (lot.framework_maximum_value_currency_code = 'NOK')
        as framework_maximum_value_nok,
    bool_or(lot.is_framework) as is_framework,
    any_value(codes.main_cpv_code) as main_cpv_code,
from staging.lots as lot
left join codes using (notice_key)
where lot.lot_kind <> 'LotsGroup'
group by lot.notice_key
