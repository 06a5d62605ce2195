-- name_nb = "Dager til frist"
-- name_en = "Submission window"
-- question_nb = "Hvor lang tid får leverandørene til å levere tilbud?"
-- question_en = "How long do suppliers get to submit?"
-- theme = "market"
-- definition_nb = "Kalenderdager fra konkurransen ble kunngjort til den første av fristene for tilbud eller forespørsel om å delta, slik de sist ble rettet. En frist før kunngjøringen, eller mer enn et år etter, regnes som ikke oppgitt."
-- definition = "Calendar days from the publication of the notice of competition to the first of its deadlines for tenders or requests to participate, as last corrected. A deadline before publication, or more than a year after it, is taken as not said."
-- unit = "procedure"
-- measure = "mean"
-- value_unit = "days"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-05", "BT-131", "BT-1311"]
-- hoped = "up"
-- otherwise_nb = "En lang frist hjelper leverandørene og forsinker innkjøperen; etter en god dialog kan en kortere holde."
-- otherwise = "A long window helps suppliers and delays the buyer; after a good dialogue a shorter one may do."
-- source_nb = "opentender (kunngjøringstid); Verdensbanken PRWP 10444 (tilbudstid)."
-- source = "opentender (advertisement period); World Bank PRWP 10444 (submission period)."
-- breaks = ["thresholds", "eforms"]
with windows as (
    select
        procedures.procedure_key,
        procedures.competition_on,
        procedures.deadline_on - procedures.competition_on as window_days,
    from marts.procedures
    where procedures.competition_on is not null
)

select
    windows.procedure_key as unit_id,
    windows.procedure_key,
    null as lot_id,
    windows.competition_on as occurred_on,
    true as in_base,
    coalesce(windows.window_days between 0 and 365, false) as has_data,
    if(windows.window_days between 0 and 365, windows.window_days, null) as value,
from windows
