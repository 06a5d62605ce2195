-- What is known of each buyer's training, on today's map. A municipality merged of a trained and an untrained one
-- counts as trained from the first of them.
with known as (
    select
        coalesce(placed.buyer_id, 'O-' || member.organisation_number) as buyer_id,
        member.status,
        member.wave_id,
        member.trained_from,
        (member.status <> 'member', member.trained_from, member.organisation_number) as order_of_training,
    from marts.cohort_members as member
    left join staging.placed_organisations as placed using (organisation_number)
)

select
    buyer_id,
    arg_min(status, order_of_training) as status,
    arg_min(wave_id, order_of_training) as wave_id,
    arg_min(trained_from, order_of_training) as trained_from,
    count(distinct status) > 1 as is_partly_trained,
from known
group by buyer_id
