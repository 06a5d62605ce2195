-- The programme folder as it stood when it landed last; its tables are joined on `file_sha256`.
select
    programme.file_sha256,
    programme.programme_id,
    programme.name as programme_name,
    programme.world,
    programme.verbatims_reviewed,
from parsed.programmes as programme
inner join staging.documents as document using (file_sha256, member)
where document.outcome = 'loaded'
