select
    document.file_sha256,
    document.member,
    document.outcome,
from staging.documents as document
anti join marts.notice_publications as publication using (file_sha256, member)
where document.unit = 'notice' and document.outcome not in ('rejected', 'set_aside')
