-- name_nb = "Delt i flere delkontrakter"
-- name_en = "Divided into lots"
-- question_nb = "Hvor ofte deles kjøpet opp?"
-- question_en = "How often is the purchase divided?"
-- theme = "together"
-- definition = "Competitions with more than one lot."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-137"]
-- hoped = "up"
-- otherwise = "Lots let smaller suppliers in, and are sometimes only a way to write several purchases in one notice."
-- source = "EU Single Market Scoreboard."
-- known_as = "Single Market Scoreboard 9: procedures divided into lots"
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
