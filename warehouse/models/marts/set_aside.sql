with file as (
    select
        file_sha256,
        arg_min(key, landed_at) as key,
    from parsed.receipts
    where file_sha256 is not null
    group by file_sha256
)

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
left join file on document.file_sha256 = file.file_sha256
where document.outcome = 'set_aside'
qualify
    row_number() over (
        partition by document.file_sha256, document.member
        order by decision.decided_at, decision.rule
    ) = 1
