-- What landed goes before the snapshot that ships, which fills in where nothing landed has its
-- municipality_code and year.
with landed as (
    select
        row.municipality_code,
        row.year,
        row.population,
        'landed' as source,
        cast(document.landed_at as date) as as_of,
    from parsed.population as row
    inner join staging.documents as document using (file_sha256, member)
    where document.outcome = 'loaded'
    qualify row_number() over (
        partition by row.municipality_code, row.year
        order by document.landed_at desc, row.file_sha256, row.member
    ) = 1
),

shipped as (
    select
        municipality_code,
        cast(year as integer) as year,
        cast(population as bigint) as population,
        source,
        cast(as_of as date) as as_of,
    from seeds.population
)

select
    municipality_code,
    year,
    population,
    source,
    as_of,
from landed
union all
select
    shipped.municipality_code,
    shipped.year,
    shipped.population,
    shipped.source,
    shipped.as_of,
from shipped
anti join landed using (municipality_code, year)
