-- Who buys together: as the programme folder says, and for cooperations that it does not name as the shipped seed says.
with told as (
    select
        cooperation.cooperation_id,
        cooperation.cooperation_name,
        coalesce(cooperation.name_pattern, regexp_escape(lower(cooperation.cooperation_name))) as name_pattern,
        cooperation.published_under,
        cooperation.member_number,
        cooperation.valid_from,
        cooperation.valid_to,
        cooperation.source,
    from staging.programmes as programme
    inner join parsed.cooperations as cooperation using (file_sha256)
),

shipped as (
    select
        cooperation_id,
        cooperation_name,
        name_pattern,
        published_under,
        member_number,
        cast(valid_from as date) as valid_from,
        cast(valid_to as date) as valid_to,
        source,
    from seeds.cooperations
),

memberships as (
    from told
    union all
    from shipped
    anti join told using (cooperation_id)
)

select distinct
    cooperation_id,
    cooperation_name,
    name_pattern,
    published_under,
    member_number,
    coalesce(valid_from, date '0001-01-01') as valid_from,
    coalesce(valid_to, date '9999-01-01') as valid_to,
    source,
from memberships
