-- A lot, and whether it is a framework agreement: `fa` is TED_EXPORT's, which does not say of which sort.
select
    notice.notice_key,
    row.* exclude (file_sha256, member),
    row.framework_code in ('fa', 'fa-mix', 'fa-w-rc', 'fa-wo-rc') as is_framework,
from parsed.lots as row
inner join staging.notices as notice using (file_sha256, member)
