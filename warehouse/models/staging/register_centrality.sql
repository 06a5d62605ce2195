-- What landed goes before the snapshot that ships, which fills in where nothing landed has its
-- municipality_code.
with landed as (
    select
        row.municipality_code,
        row.centrality_class,
        row.valid_from,
        'landed' as source,
        cast(document.landed_at as date) as as_of,
    from parsed.centrality as row
    inner join staging.documents as document using (file_sha256, member)
    where document.outcome = 'loaded'
    qualify row_number() over (
        partition by row.municipality_code, row.valid_from
        order by document.landed_at desc, row.file_sha256, row.member
    ) = 1
),

shipped as (
    select
        municipality_code,
        cast(centrality_class as bigint) as centrality_class,
        cast(valid_from as date) as valid_from,
        source,
        cast(as_of as date) as as_of,
    from seeds.centrality
)

select
    municipality_code,
    centrality_class,
    valid_from,
    source,
    as_of,
from landed
union all
select
    shipped.municipality_code,
    shipped.centrality_class,
    shipped.valid_from,
    shipped.source,
    shipped.as_of,
from shipped
anti join landed using (municipality_code)
