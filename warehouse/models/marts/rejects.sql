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
left join staging.file_keys as file using (file_sha256)
left join parsed.documents as document using (file_sha256, member)
