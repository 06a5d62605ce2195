-- R003 as Cardinal defines it: an open procedure whose period for bids is shorter than fifteen days.
select
    json ->> '$.tender.id' as procedure_key,
    date_diff(
        'second',
        (json ->> '$.tender.tenderPeriod.startDate')::timestamptz,
        (json ->> '$.tender.tenderPeriod.endDate')::timestamptz
    ) // 86400 < 15 as is_flagged,
from read_json_objects($file, format = 'newline_delimited')
where
    (json ->> '$.tender.procurementMethod') = 'open'
    and (json ->> '$.tender.tenderPeriod.startDate') is not null
    and (json ->> '$.tender.tenderPeriod.endDate') is not null
