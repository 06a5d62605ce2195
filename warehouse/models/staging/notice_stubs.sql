-- Competitions and results that say which notice they change, and nothing of what is bought: no lot, no procedure, no
-- result. To cancel is more than to correct.
select notice.notice_key
from staging.notices as notice
where
    notice.form_type in ('competition', 'result')
    and notice.procedure_type_code is null
    and exists (
        from staging.notice_references as reference
        where reference.notice_key = notice.notice_key and reference.reference_kind = 'changed'
    )
    and not exists (from staging.lots as lot where lot.notice_key = notice.notice_key)
    and not exists (from staging.lot_results as result where result.notice_key = notice.notice_key)
    and not exists (
        from staging.notice_changes as change
        where change.notice_key = notice.notice_key and change.reason_code = 'cancel'
    )
