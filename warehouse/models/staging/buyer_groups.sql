-- The groups that each buyer is counted in: all, its wave or comparison group, and its size.
with grouped as (
    select
        buyer_id,
        unnest([
            {'kind': 'all', 'id': 'all'},
            {'kind': 'cohort', 'id': group_id},
            {'kind': 'size', 'id': size_class},
        ]) as buyers,
    from marts.buyers
)

select
    buyer_id,
    buyers.kind as group_kind,
    buyers.id as group_id,
from grouped
where buyers.id is not null
