-- What became of every unit that was read. Of several units with one identity the one with the highest preference
-- is loaded, then the one published last, and what has no day of publication by when it landed; the others say the same
-- thing (duplicate) or an older thing (superseded). Of notices the order in which they arrived decides nothing.
with landed as (
    select
        file_sha256,
        min(landed_at) as landed_at,
        max(landed_at) as last_landed_at,
    from parsed.receipts
    where file_sha256 is not null
    group by file_sha256
),

set_aside as (
    select distinct
        document.file_sha256,
        document.member,
    from parsed.documents as document
    inner join parsed.set_aside as decision
        on
            document.file_sha256 = decision.file_sha256
            and document.member = coalesce(decision.member, document.member)
),

published as (
    select
        file_sha256,
        member,
        coalesce(publication_on, requested_publication_on, dispatched_on) as published_on,
        publication_number,
    from parsed.notices
),

ranked as (
    select
        document.file_sha256,
        document.member,
        document.unit,
        document.identity,
        document.content_sha256,
        landed.landed_at,
        document.is_rejected,
        set_aside.file_sha256 is not null as is_set_aside,
        row_number() over same_thing as place,
        first_value(document.content_sha256) over same_thing as loaded_content_sha256,
    from parsed.documents as document
    left join landed using (file_sha256)
    left join set_aside using (file_sha256, member)
    left join published using (file_sha256, member)
    window same_thing as (
        partition by document.is_rejected or set_aside.file_sha256 is not null, document.unit, document.identity
        order by
            document.preference desc,
            published.published_on desc nulls last,
            published.publication_number desc nulls last,
            case when document.unit <> 'notice' then landed.last_landed_at end desc nulls last,
            document.content_sha256,
            document.file_sha256,
            document.member
    )
)

select
    file_sha256,
    member,
    unit,
    identity,
    content_sha256,
    landed_at,
    case
        when is_rejected then 'rejected'
        when is_set_aside then 'set_aside'
        when place = 1 then 'loaded'
        when content_sha256 = loaded_content_sha256 then 'duplicate'
        else 'superseded'
    end as outcome,
from ranked
