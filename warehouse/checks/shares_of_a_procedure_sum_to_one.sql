with schemes as (
    select
        procedure_key,
        'for each member' as scheme,
        sum(share) as shares,
    from marts.procedure_buyers
    where attribution in ('own', 'member')
    group by procedure_key
    union all
    select
        procedure_key,
        'for the buyer that ran it' as scheme,
        sum(share) as shares,
    from marts.procedure_buyers
    where attribution in ('own', 'lead', 'host_for_members')
    group by procedure_key
)

select *
from schemes
where abs(shares - 1) > 0.000001
