-- name_nb = "Tilbud fra små og mellomstore"
-- name_en = "Tenders from small and medium enterprises"
-- question_nb = "Hvor stor del av tilbudene kommer fra små og mellomstore?"
-- question_en = "What part of the tenders comes from small and medium enterprises?"
-- theme = "market"
-- definition_nb = "For en konkurranse om en delkontrakt med tilbud: tilbudene fra små og mellomstore bedrifter i prosent av alle mottatte. Hver konkurranse teller likt."
-- definition = "For a competition for a lot with tenders: those from small and medium enterprises as a percentage of all received. Every competition counts the same."
-- unit = "award"
-- measure = "mean"
-- value_unit = "percent"
-- base_nb = "Alle konkurranser med resultat om en delkontrakt i en anskaffelse med konkurranse: etter kunngjøringen, eller etter prosedyren der kunngjøringen ikke er funnet."
-- base = "Every competition for a lot with a result, of a procedure that was competed for: by a notice of competition, or by its type where that notice is not found."
-- fields = ["BT-759", "BT-760"]
-- hoped = "up"
-- otherwise_nb = "Størrelsen er det leverandørene sier om seg selv, og i små markeder er nesten alle små."
-- otherwise = "Size is what suppliers say of themselves, and in small markets nearly everybody is small."
-- source_nb = "EUs resultattavle for det indre marked (der: tilbud delt på tilbud, ikke delkontrakt for delkontrakt)."
-- source = "EU Single Market Scoreboard (there: tenders over tenders, not lot by lot)."
-- known_as = "Single Market Scoreboard 8: SME bids (there: tenders over tenders; here every lot counts the same)"
-- breaks = ["eforms"]
select
    award.award_id as unit_id,
    award.procedure_key,
    award.lot_id,
    award.occurred_on,
    true as in_base,
    coalesce(award.tenders_received > 0 and award.sme_tenders_received <= award.tenders_received, false) as has_data,
    if(has_data, 100 * award.sme_tenders_received / award.tenders_received, null) as value,
from staging.award_units as award
where award.was_competed and award.is_first_of_competition
