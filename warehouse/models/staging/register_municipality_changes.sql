-- What landed goes before the snapshot that ships, which fills in where nothing landed has its
-- old_code.
with landed as (
    select
        row.old_code,
        row.old_name,
        row.new_code,
        row.new_name,
        row.changed_on,
        'landed' as source,
        cast(document.landed_at as date) as as_of,
    from parsed.municipality_changes as row
    inner join staging.documents as document using (file_sha256, member)
    where document.outcome = 'loaded'
    qualify row_number() over (
        partition by row.old_code, row.new_code, row.changed_on
        order by document.landed_at desc, row.file_sha256, row.member
    ) = 1
),

shipped as (
    select
        old_code,
        old_name,
        new_code,
        new_name,
        cast(changed_on as date) as changed_on,
        source,
        cast(as_of as date) as as_of,
    from seeds.municipality_changes
)

select
    old_code,
    old_name,
    new_code,
    new_name,
    changed_on,
    source,
    as_of,
from landed
union all
select
    shipped.old_code,
    shipped.old_name,
    shipped.new_code,
    shipped.new_name,
    shipped.changed_on,
    shipped.source,
    shipped.as_of,
from shipped
anti join landed using (old_code)
