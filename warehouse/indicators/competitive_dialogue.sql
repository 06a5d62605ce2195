-- name_nb = "Konkurransepreget dialog"
-- name_en = "Competitive dialogue"
-- question_nb = "Hvor ofte brukes konkurransepreget dialog?"
-- question_en = "How often is a competitive dialogue used?"
-- theme = "need"
-- definition_nb = "Konkurranser der prosedyren er `comp-dial`."
-- definition = "Competitions whose type of procedure is `comp-dial`."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-105"]
-- hoped = "up"
-- otherwise_nb = "opentender regner prosedyren som en svakhet (50 av 100 i Norge); kurset lærer den bort."
-- otherwise = "opentender scores this procedure as a flaw (50 of 100 in Norway); the course teaches it."
-- source_nb = "DFØ regner den som innovasjonsvennlig; opentender (indicator.properties)."
-- source = "DFØ counts it as innovation-friendly; opentender (indicator.properties)."
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    procedure.procedure_type_code is not null as has_data,
    (procedure.procedure_type_code = 'comp-dial')::int as value,
from marts.procedures as procedure
where procedure.competition_on is not null
