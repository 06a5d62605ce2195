-- The number that goes with a name: in the register, or written beside the same name in other notices. A name that
-- goes with several numbers says nothing.
with named as (
    select
        lower(trim(name)) as name,
        organisation_number,
    from staging.register_units
    where deleted_on is null
    union
    select
        lower(trim(name_as_written)),
        organisation_number,
    from staging.notice_buyers
    where organisation_number is not null and name_as_written is not null
)

select
    name,
    min(organisation_number) as organisation_number,
from named
group by name
having count(distinct organisation_number) = 1
