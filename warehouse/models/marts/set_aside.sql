select
    document.file_sha256,
    file.key,
    document.member,
    document.unit,
    decision.rule,
    decision.reason,
    decision.decided_at as set_aside_at,
from staging.documents as document
inner join parsed.set_aside as decision
    on
        document.file_sha256 = decision.file_sha256
        and document.member = coalesce(decision.member, document.member)
left join staging.file_keys as file on document.file_sha256 = file.file_sha256
where document.outcome = 'set_aside'
qualify
    row_number() over (
        partition by document.file_sha256, document.member
        order by decision.decided_at, decision.rule
    ) = 1
