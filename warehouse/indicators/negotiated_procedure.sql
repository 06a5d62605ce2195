-- name_nb = "Konkurranse med forhandling"
-- name_en = "Negotiated procedure with call"
-- question_nb = "Hvor ofte forhandles det etter kunngjøring?"
-- question_en = "How often is there negotiation after a call?"
-- theme = "need"
-- definition_nb = "Konkurranser der prosedyren er `neg-w-call`."
-- definition = "Competitions whose type of procedure is `neg-w-call`."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-105"]
-- hoped = "none"
-- otherwise_nb = "Brukes mest til annet enn innovasjon: DFØ holder den utenfor sin opptelling."
-- otherwise = "Mostly used for other ends than innovation: DFØ leaves it out of its count."
-- source_nb = "Prosedyretype (BT-105); DFØ."
-- source = "Procedure type (BT-105); DFØ."
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    procedure.procedure_type_code is not null as has_data,
    (procedure.procedure_type_code = 'neg-w-call')::int as value,
from marts.procedures as procedure
where procedure.competition_on is not null
