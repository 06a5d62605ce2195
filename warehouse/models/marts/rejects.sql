with file as (
    select
        file_sha256,
        arg_min(key, landed_at) as key,
    from parsed.receipts
    where file_sha256 is not null
    group by file_sha256
)

select
    reject.file_sha256,
    file.key,
    reject.member,
    document.unit,
    reject.place,
    reject.table_name,
    reject.column_name,
    reject.rule,
    reject.reason,
from parsed.rejects as reject
left join file using (file_sha256)
left join parsed.documents as document using (file_sha256, member)
