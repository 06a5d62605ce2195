-- name_nb = "Bare ett tilbud"
-- name_en = "Single bidder"
-- question_nb = "Hvor ofte kommer det bare ett tilbud?"
-- question_en = "How often does only one tender come?"
-- theme = "market"
-- definition_nb = "Tildelinger etter konkurranse der det kom nøyaktig ett tilbud; rammeavtaler er holdt utenfor. En tildeling er en kontrakt, ellers et vinnende tilbud, ellers resultatet for en delkontrakt."
-- definition = "Awards after a competition for which exactly one tender was received; framework agreements are left out. An award is a contract, else a winning tender, else the result of a lot."
-- unit = "award"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle tildelinger i en anskaffelse med konkurranse (etter kunngjøringen, eller etter prosedyren der kunngjøringen ikke er funnet), uten rammeavtaler."
-- base = "Every award of a procedure that was competed for (by a notice of competition, or by its type where that notice is not found), framework agreements left out."
-- fields = ["BT-759", "BT-760", "BT-765"]
-- hoped = "down"
-- otherwise_nb = "Tallet tar med tilbud som ble avvist, så en delkontrakt med én reell tilbyder kan se ut som en konkurranse."
-- otherwise = "The count takes in inadmissible tenders, so a lot with one real competitor can look competitive."
-- source_nb = "EUs resultattavle for det indre marked; Cardinal R018."
-- source = "EU Single Market Scoreboard; Cardinal R018."
-- known_as = "Single Market Scoreboard 1: single bidder (as there); Cardinal R018 (there: open and selective procedures, framework agreements too; here awarded lots without them)"
-- breaks = ["eforms"]
select
    award.award_id as unit_id,
    award.procedure_key,
    award.lot_id,
    award.occurred_on,
    true as in_base,
    coalesce(award.tenders_received >= 1, false) as has_data,
    (award.tenders_received = 1)::int as value,
from staging.award_units as award
where award.was_competed and award.has_winner and not award.is_framework
