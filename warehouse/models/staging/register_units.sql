-- What landed goes before the snapshot that ships, which fills in where nothing landed has its
-- organisation_number.
with landed as (
    select
        row.organisation_number,
        row.name,
        row.form_code,
        row.parent_organisation_number,
        row.municipality_code,
        row.registered_on,
        row.deleted_on,
        'landed' as source,
        cast(document.landed_at as date) as as_of,
    from parsed.register_units as row
    inner join staging.documents as document using (file_sha256, member)
    where document.outcome = 'loaded'
    qualify row_number() over (
        partition by row.organisation_number
        order by document.landed_at desc, row.file_sha256, row.member
    ) = 1
),

shipped as (
    select
        organisation_number,
        name,
        form_code,
        parent_organisation_number,
        municipality_code,
        cast(registered_on as date) as registered_on,
        cast(deleted_on as date) as deleted_on,
        source,
        cast(as_of as date) as as_of,
    from seeds.register_units
)

select
    organisation_number,
    name,
    form_code,
    parent_organisation_number,
    municipality_code,
    registered_on,
    deleted_on,
    source,
    as_of,
from landed
union all
select
    shipped.organisation_number,
    shipped.name,
    shipped.form_code,
    shipped.parent_organisation_number,
    shipped.municipality_code,
    shipped.registered_on,
    shipped.deleted_on,
    shipped.source,
    shipped.as_of,
from shipped
anti join landed using (organisation_number)
