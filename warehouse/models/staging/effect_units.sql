-- The municipalities that an effect may be estimated on. Nothing known is not the same as never trained, so those
-- stay out; so do counties and state agencies. A neighbour is an untrained one that made at least one purchase in five
-- together with a trained one.
with purchase as (
    select
        procedure_buyer.procedure_key,
        procedure_buyer.buyer_id,
        bool_or(buyer.wave_id is not null) over (partition by procedure_buyer.procedure_key) as is_with_trained,
    from marts.procedure_buyers as procedure_buyer
    inner join marts.buyers as buyer using (buyer_id)
    where procedure_buyer.attribution in ('own', 'member')
),

together as (
    select
        buyer_id,
        avg(is_with_trained::int) as share_with_trained,
    from purchase
    group by buyer_id
),

-- What was bought before the first wave began: nothing that training could change.
first_wave as (
    select min(trained_from) as begins_on
    from marts.buyers
    where wave_id is not null
),

bought as (
    select
        procedure_buyer.buyer_id,
        count(*)::double as bought_before,
    from marts.procedure_buyers as procedure_buyer
    inner join marts.procedures as procedure using (procedure_key)
    inner join first_wave on procedure.published_on < first_wave.begins_on
    where procedure_buyer.attribution in ('own', 'member')
    group by procedure_buyer.buyer_id
),

also_elsewhere as (
    select distinct placed.buyer_id
    from staging.programmes as programme
    inner join parsed.members as member using (file_sha256)
    inner join staging.placed_organisations as placed using (organisation_number)
    where member.status = 'trained_elsewhere'
)

select
    buyer.buyer_id,
    coalesce(buyer.county_code, '') as county_code,
    coalesce(buyer.size_class, '') as size_class,
    if(buyer.group_id = 'trained_elsewhere', buyer.group_id, buyer.wave_id) as wave_id,
    buyer.trained_from,
    buyer.group_id <> 'trained_elsewhere' and (
        training.is_partly_trained or buyer.buyer_id in (select also_elsewhere.buyer_id from also_elsewhere)
    ) as is_mixed,
    buyer.wave_id is null and coalesce(together.share_with_trained, 0) >= 0.2 as is_neighbour,
    coalesce(bought.bought_before, 0) as bought_before,
from marts.buyers as buyer
inner join staging.trained_buyers as training using (buyer_id)
left join together using (buyer_id)
left join bought using (buyer_id)
where buyer.buyer_kind = 'municipality' and buyer.group_id <> 'unknown'
