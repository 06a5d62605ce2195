select
    notice_key,
    file_sha256,
    member,
    source,
    key,
    format,
    outcome,
    publication_number,
    gazette_number,
    published_on,
    published_on_basis,
    landed_at,
from staging.notice_publications
