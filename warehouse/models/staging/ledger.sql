-- What became of every landed file, to the last unit: a check holds the sum. Never published as it is.
with file as (
    select
        file_sha256,
        arg_min(source, landed_at) as source,
        arg_min(kind, landed_at) as kind,
        arg_min(key, landed_at) as key,
        min(landed_at) as landed_at,
        count(*) as receipts,
        coalesce(max(erased), 0) as erased,
    from parsed.receipts
    where file_sha256 is not null
    group by file_sha256
),

outcome as (
    select
        file_sha256,
        count(*) filter (outcome = 'loaded') as loaded,
        count(*) filter (outcome = 'rejected') as rejected,
        count(*) filter (outcome = 'duplicate') as duplicate,
        count(*) filter (outcome = 'superseded') as superseded,
        count(*) filter (outcome = 'set_aside') as set_aside,
    from staging.documents
    group by file_sha256
)

select
    file.file_sha256,
    file.source,
    file.kind,
    file.key,
    file.landed_at,
    file.receipts,
    coalesce(parsed_file.units, 0) + file.erased as read,
    coalesce(outcome.loaded, 0) as loaded,
    coalesce(outcome.rejected, 0) as rejected,
    coalesce(outcome.duplicate, 0) as duplicate,
    coalesce(outcome.superseded, 0) as superseded,
    file.erased,
    coalesce(outcome.set_aside, 0) as set_aside,
from file
left join parsed.files as parsed_file using (file_sha256)
left join outcome using (file_sha256)
