-- name_nb = "Rammeavtaler"
-- name_en = "Framework agreements"
-- question_nb = "Hvor ofte kjøpes det på rammeavtale?"
-- question_en = "How often is a framework agreement bought?"
-- theme = "together"
-- definition_nb = "Konkurranser der minst én delkontrakt er en rammeavtale."
-- definition = "Competitions of which any lot is a framework agreement."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-765"]
-- hoped = "none"
-- otherwise_nb = "En rammeavtale er praktisk, og kan stenge et marked i fire år. Nye skjemaer i 2023 flyttet tallet i seg selv (tildelinger i Norge: 0,20 i 2023, 0,48 i 2024)."
-- otherwise = "A framework is handy and can close a market for four years. The change of forms in 2023 moved the figure by itself (awards in Norway: 0.20 in 2023, 0.48 in 2024)."
-- source_nb = "ted-ods, Norge over terskelverdi."
-- source = "ted-ods, Norway above threshold."
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    true as has_data,
    procedure.is_framework::int as value,
from marts.procedures as procedure
where procedure.competition_on is not null
