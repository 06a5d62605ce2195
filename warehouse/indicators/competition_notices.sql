-- name_nb = "Kunngjorte konkurranser"
-- name_en = "Notices of competition"
-- question_nb = "Hvor ofte lyser kommunen ut en konkurranse?"
-- question_en = "How often does the buyer call for competition?"
-- theme = "market"
-- definition_nb = "Anskaffelser med en kunngjort konkurranse, telt i kvartalet der den første ble kunngjort."
-- definition = "Procedures with a notice of competition, counted in the quarter in which the first one was published."
-- unit = "procedure"
-- measure = "count"
-- value_unit = "notices"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-03", "BT-04", "BT-05"]
-- hoped = "none"
-- otherwise_nb = "Flere konkurranser er ikke noe mål for kurset: dette er mengden som alle andelene veies med."
-- otherwise = "More competitions is no aim of the course: it is the volume that every share below is weighed by."
-- source_nb = "Doffins opptelling av kunngjøringer av typen COMPETITION; DFØs utvalg av konkurranser."
-- source = "Doffin's count of notices of type COMPETITION; DFØ's filter for competitions."
-- breaks = ["thresholds", "mergers", "eforms"]
select
    procedures.procedure_key as unit_id,
    procedures.procedure_key,
    null as lot_id,
    procedures.competition_on as occurred_on,
    true as in_base,
    true as has_data,
    1 as value,
from marts.procedures
where procedures.competition_on is not null
