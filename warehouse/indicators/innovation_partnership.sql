-- name_nb = "Innovasjonspartnerskap"
-- name_en = "Innovation partnership"
-- question_nb = "Hvor ofte brukes innovasjonspartnerskap?"
-- question_en = "How often is an innovation partnership used?"
-- theme = "need"
-- definition_nb = "Konkurranser der prosedyren er `innovation`."
-- definition = "Competitions whose type of procedure is `innovation`."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-105"]
-- hoped = "up"
-- otherwise_nb = "Så sjelden (0,43 prosent av kunngjøringene 2018–22, sammen med konkurransepreget dialog) at andelen i én kommune som regel er null."
-- otherwise = "So rare (0.43 per cent of notices 2018–22, with competitive dialogue) that a single municipality's share is mostly nothing."
-- source_nb = "DFØ regner den som innovasjonsvennlig."
-- source = "DFØ counts it as innovation-friendly."
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    procedure.procedure_type_code is not null as has_data,
    (procedure.procedure_type_code = 'innovation')::int as value,
from marts.procedures as procedure
where procedure.competition_on is not null
