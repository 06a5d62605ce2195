-- What the source that gave a file first calls it.
select
    file_sha256,
    arg_min(key, landed_at) as key,
from parsed.receipts
where file_sha256 is not null
group by file_sha256
