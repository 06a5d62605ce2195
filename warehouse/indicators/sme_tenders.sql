-- name_nb = "Tilbud fra små og mellomstore"
-- name_en = "Tenders from small and medium enterprises"
-- question_nb = "Hvor stor del av tilbudene kommer fra små og mellomstore?"
-- question_en = "What part of the tenders comes from small and medium enterprises?"
-- theme = "market"
-- definition = "For a lot with tenders: those from small and medium enterprises as a percentage of all received. Every lot counts the same."
-- unit = "award"
-- measure = "mean"
-- value_unit = "percent"
-- base = "Every lot with a result, of a procedure that was competed for: by a notice of competition, or by its type where that notice is not found."
-- fields = ["BT-759", "BT-760"]
-- hoped = "up"
-- otherwise = "Size is what suppliers say of themselves, and in small markets nearly everybody is small."
-- source = "EU Single Market Scoreboard (there: tenders over tenders, not lot by lot)."
-- known_as = "Single Market Scoreboard 8: SME bids"
-- breaks = ["eforms"]
select
    award.award_id as unit_id,
    award.procedure_key,
    award.lot_id,
    award.occurred_on,
    true as in_base,
    coalesce(award.tenders_received > 0 and award.sme_tenders_received <= award.tenders_received, false) as has_data,
    if(has_data, 100 * award.sme_tenders_received / award.tenders_received, null) as value,
from staging.lot_awards as award
where award.was_competed
