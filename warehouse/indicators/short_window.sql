-- name_nb = "Kort frist"
-- name_en = "Short submission window"
-- question_nb = "Hvor ofte er fristen under femten dager?"
-- question_en = "How often is the window shorter than fifteen days?"
-- theme = "market"
-- definition_nb = "Konkurranser med færre enn 15 hele dager fra kunngjøring til den første fristen, slik den sist ble rettet. Fristen regnes som ikke oppgitt når den ligger før kunngjøringen eller mer enn et år etter."
-- definition = "Competitions with fewer than 15 whole days from publication to the first deadline, as last corrected; the deadline counts as not said where it lies before publication or more than a year after."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-05", "BT-131", "BT-1311"]
-- hoped = "down"
-- otherwise_nb = "Under EØS-terskelen er korte frister lov, og en dialog i forkant kan gjøre dem uskadelige."
-- otherwise = "Below the EEA threshold short windows are allowed, and a dialogue before may make them harmless."
-- source_nb = "Cardinal R003 (grense 15 dager); Verdensbanken PRWP 10444 har grenser på 6 og 11 dager."
-- source = "Cardinal R003 (threshold 15 days); World Bank PRWP 10444 has bands of 6 and 11 days."
-- known_as = "Cardinal R003 (there: open procedures only, and a threshold that the user sets, 15 days by default; here every competition, and 15 days)"
-- breaks = ["thresholds", "eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    coalesce(procedure.window_days between 0 and 365, false) as has_data,
    if(procedure.window_days between 0 and 365, procedure.window_days < 15, null)::int as value,
from marts.procedures as procedure
where procedure.competition_on is not null
