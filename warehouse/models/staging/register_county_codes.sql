-- What landed goes before the snapshot that ships, which fills in where nothing landed has its county_code. A name that
-- has no end ends where the next one of its code begins.
with landed as (
    select
        row.county_code,
        row.name,
        row.valid_from,
        row.valid_to,
        'landed' as source,
        cast(document.landed_at as date) as as_of,
    from parsed.county_codes as row
    inner join staging.documents as document using (file_sha256, member)
    where document.outcome = 'loaded'
    qualify row_number() over (
        partition by row.county_code, row.valid_from
        order by document.landed_at desc, row.file_sha256, row.member
    ) = 1
),

shipped as (
    select
        county_code,
        name,
        cast(valid_from as date) as valid_from,
        cast(valid_to as date) as valid_to,
        source,
        cast(as_of as date) as as_of,
    from seeds.county_codes
)

select
    county_code,
    name,
    valid_from,
    coalesce(valid_to, lead(valid_from) over (partition by county_code order by valid_from)) as valid_to,
    source,
    as_of,
from landed
union all
select
    shipped.county_code,
    shipped.name,
    shipped.valid_from,
    shipped.valid_to,
    shipped.source,
    shipped.as_of,
from shipped
anti join landed using (county_code)
