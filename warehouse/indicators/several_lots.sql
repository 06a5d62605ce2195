-- name_nb = "Delt i flere delkontrakter"
-- name_en = "Divided into lots"
-- question_nb = "Hvor ofte deles kjøpet opp?"
-- question_en = "How often is the purchase divided?"
-- theme = "together"
-- definition_nb = "Konkurranser med mer enn én delkontrakt."
-- definition = "Competitions with more than one lot."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-137"]
-- hoped = "up"
-- otherwise_nb = "Delkontrakter slipper mindre leverandører til, og er noen ganger bare en måte å skrive flere kjøp i én kunngjøring på."
-- otherwise = "Lots let smaller suppliers in, and are sometimes only a way to write several purchases in one notice."
-- source_nb = "EUs resultattavle for det indre marked."
-- source = "EU Single Market Scoreboard."
-- known_as = "Single Market Scoreboard 9: procedures divided into lots (as there)"
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    procedure.lots >= 1 as has_data,
    (procedure.lots > 1)::int as value,
from marts.procedures as procedure
where procedure.competition_on is not null
