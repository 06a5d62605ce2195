-- name_nb = "Innovasjonsvennlig prosedyre"
-- name_en = "Innovation-friendly procedure"
-- question_nb = "Hvor ofte velges en prosedyre som er laget for innovasjon?"
-- question_en = "How often is a procedure chosen that is made for innovation?"
-- theme = "need"
-- definition_nb = "Konkurranser som er konkurransepreget dialog eller innovasjonspartnerskap, slik DFØ teller."
-- definition = "Competitions that are a competitive dialogue or an innovation partnership, as DFØ counts them."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-105"]
-- hoped = "up"
-- otherwise_nb = "0,43 prosent av kunngjøringene 2018–22: så sjelden at de fleste kommuner ikke har noen i et gitt år."
-- otherwise = "0.43 per cent of notices 2018–22: rare enough that most municipalities have none in any year."
-- source_nb = "DFØ, innovasjonsvennlige prosedyrer 2018–22."
-- source = "DFØ, innovation-friendly procedures 2018–22."
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    procedure.procedure_type_code is not null as has_data,
    (procedure.procedure_type_code in ('comp-dial', 'innovation'))::int as value,
from marts.procedures as procedure
where procedure.competition_on is not null
