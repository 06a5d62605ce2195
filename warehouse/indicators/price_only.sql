-- name_nb = "Bare pris teller"
-- name_en = "Price-only award"
-- question_nb = "Hvor ofte avgjør prisen alene?"
-- question_en = "How often does price alone decide?"
-- theme = "need"
-- definition_nb = "Delkontrakter i en kunngjort konkurranse der alle oppgitte tildelingskriterier er pris."
-- definition = "Lots of a notice of competition all of whose stated award criteria are price."
-- unit = "lot"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle delkontrakter i en kunngjort konkurranse."
-- base = "Every lot of a notice of competition."
-- fields = ["BT-539"]
-- hoped = "down"
-- otherwise_nb = "For en standardvare kan pris alene være riktig; EUs resultattavle ser det som en svakhet, og det gjør kurset også."
-- otherwise = "For a standard product price alone may be right; the scoreboard sees it as a flaw, so does the course."
-- source_nb = "EUs resultattavle for det indre marked (der: tildelte anskaffelser)."
-- source = "EU Single Market Scoreboard (there: procedures awarded)."
-- known_as = "Single Market Scoreboard 5: award criteria (there: procedures awarded; here lots of a notice of competition)"
-- breaks = ["eforms"]
with criteria as (
    select
        lot.competed_lot_id,
        bool_and(criterion.criterion_type_code = 'price') as is_price_only,
    from staging.competed_lots as lot
    inner join staging.award_criteria as criterion
        on criterion.notice_key = lot.notice_key
        and coalesce(criterion.lot_id, lot.lot_id) = lot.lot_id
        and criterion.criterion_type_code is not null
    group by lot.competed_lot_id
)

select
    lot.competed_lot_id as unit_id,
    lot.procedure_key,
    lot.lot_id,
    lot.competition_on as occurred_on,
    true as in_base,
    criteria.is_price_only is not null as has_data,
    criteria.is_price_only::int as value,
from staging.competed_lots as lot
left join criteria using (competed_lot_id)
