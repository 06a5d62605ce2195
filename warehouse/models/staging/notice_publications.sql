with file as (
    select
        file_sha256,
        arg_min(source, (landed_at, source, key)) as source,
        arg_min(key, (landed_at, source, key)) as key,
    from parsed.receipts
    where file_sha256 is not null
    group by file_sha256
)

select
    document.notice_key,
    document.file_sha256,
    document.member,
    document.format,
    document.outcome,
    file.source,
    file.key,
    document.publication_number,
    document.gazette_number,
    document.public_on as published_on,
    document.published_on_basis,
    document.landed_at,
from staging.notice_documents as document
left join file using (file_sha256)
