-- Whoever counts a joint purchase for each member, or once for the buyer that ran it, counts every procedure once.
with sums as (
    select
        procedure_key,
        coalesce(sum(share) filter (attribution in ('own', 'member')), 0) as for_each_member,
        coalesce(sum(share) filter (attribution in ('own', 'lead', 'host_for_members')), 0) as for_the_buyer_that_ran_it,
    from marts.procedure_buyers
    group by procedure_key
)

select
    procedure_key,
    for_each_member,
    for_the_buyer_that_ran_it,
from sums
where abs(for_each_member - 1) > 0.000001 or abs(for_the_buyer_that_ran_it - 1) > 0.000001
