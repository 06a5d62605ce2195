-- Planning notices, competitions and results in their newest version, by buyer: what links are matched between.
with roots as (
    select
        min(notice.published_on) as published_on,
        arg_max(notice.notice_id, (notice.published_on, notice.notice_id)) as newest_notice_id,
    from staging.notice_roots as root
    inner join staging.notices as notice using (notice_id)
    group by root.root_notice_id
)

select
    notice.notice_id,
    case
        when fact.notice_kind in ('planning', 'early_dialogue') then 'planning'
        when fact.notice_kind in ('competition', 'intention') then 'competition'
        when fact.notice_kind = 'result' then 'result'
    end as step,
    roots.published_on,
    left(fact.title, 400) as title,  -- as long as a title may be in eForms; pairs repeat it many times
    fact.main_cpv_code,
    unit.buyer_id,
from staging.notices as notice
inner join staging.notice_facts as fact using (notice_key)
inner join staging.buyer_units as unit using (notice_key)
inner join roots on roots.newest_notice_id = notice.notice_id
where notice.is_latest
