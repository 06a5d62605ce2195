-- name_nb = "Varslet på forhånd"
-- name_en = "Preceded by a planning or advisory notice"
-- question_nb = "Fikk markedet vite om kjøpet før konkurransen?"
-- question_en = "Did the market hear of the purchase before the competition?"
-- theme = "market"
-- definition_nb = "Konkurranser der en veiledende kunngjøring eller en forhåndskunngjøring av samme anskaffelse kom før konkurransen, etter en av koblingene i marts.procedure_notices."
-- definition = "Competitions of whose procedure a planning or advisory notice was published before the notice of competition, by any link that marts.procedure_notices holds."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-03", "BT-04", "BT-125"]
-- hoped = "up"
-- otherwise_nb = "En veiledende kunngjøring er et skjema, ikke en dialog: den brukes også til annet, og det meste av dialogen setter ikke spor i noen kunngjøring. Forhåndskunngjøringer mangler anskaffelsens id, så koblingene er anslått, og noen mangler."
-- otherwise = "An advisory notice is a form, not a dialogue: it is used for other things, and most dialogue leaves no notice. Planning notices carry no procedure id, so links are matched and some are missed."
-- source_nb = "opentender regner manglende forhåndskunngjøring som en svakhet i Norge; egen definisjon."
-- source = "opentender counts a missing planning notice as a flaw in Norway; own definition."
-- breaks = ["eforms"]
select
    procedures.procedure_key as unit_id,
    procedures.procedure_key,
    null as lot_id,
    procedures.competition_on as occurred_on,
    true as in_base,
    true as has_data,
    (
        coalesce(procedures.planning_on < procedures.competition_on, false)
        or coalesce(procedures.advisory_on < procedures.competition_on, false)
    )::int as value,
from marts.procedures
where procedures.competition_on is not null
