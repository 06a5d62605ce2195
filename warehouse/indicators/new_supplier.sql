-- name_nb = "Ny leverandør for kommunen"
-- name_en = "Supplier new to the buyer"
-- question_nb = "Hvor ofte vinner noen kommunen ikke har kjøpt av før?"
-- question_en = "How often does somebody win whom the buyer has not bought from before?"
-- theme = "market"
-- definition_nb = "Tildelinger der ingen av vinnerne hadde vunnet noe hos samme oppdragsgiver de tre årene før. Tildelinger i de første tre årene i dataene sier ingenting. Et felles kjøp teller for den som ledet det."
-- definition = "Awards none of whose winners had won an award of the same buyer in the three years before. Awards of the first three years of the data say nothing. A joint purchase is its lead's."
-- unit = "award"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle tildelinger med kjent oppdragsgiver."
-- base = "Every award whose buyer is known."
-- fields = ["BT-142", "BT-501"]
-- hoped = "up"
-- otherwise_nb = "En leverandør som beholdes fordi den er god, teller ikke som ny; vinnere uten nummer kjennes bare på navnet."
-- otherwise = "A supplier that is kept because it is good counts as nothing new; winners without a number are told by name only."
-- source_nb = "Egen definisjon; OCPs indikatorer har nye leverandører per oppdragsgiver."
-- source = "Own definition; OCP usability indicators have new suppliers per buyer."
-- breaks = ["eforms"]
with won as (
    select
        award.award_id,
        award.procedure_key,
        award.lot_id,
        award.occurred_on,
        max(award.occurred_on) over (
            partition by buyer.buyer_id, winner.winner_key
            order by award.occurred_on
            range between interval 3 year preceding and interval 1 day preceding
        ) as won_before_on,
    from staging.award_units as award
    inner join marts.award_winners as winner using (award_id)
    inner join marts.procedure_buyers as buyer using (procedure_key)
    where award.has_winner and buyer.attribution in ('own', 'lead', 'host_for_members')
),

begun as (
    select min(occurred_on) + interval 3 year as known_from
    from staging.award_units
)

select
    won.award_id as unit_id,
    won.procedure_key,
    won.lot_id,
    won.occurred_on,
    true as in_base,
    won.occurred_on >= begun.known_from as has_data,
    if(won.occurred_on >= begun.known_from, bool_and(won.won_before_on is null), null)::int as value,
from won
cross join begun
group by won.award_id, won.procedure_key, won.lot_id, won.occurred_on, begun.known_from
