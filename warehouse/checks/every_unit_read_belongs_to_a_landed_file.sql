select
    document.file_sha256,
    document.unit,
    count(*) as units,
from parsed.documents as document
anti join parsed.receipts as receipt using (file_sha256)
group by all
