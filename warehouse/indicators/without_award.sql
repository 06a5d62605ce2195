-- name_nb = "Avlyst eller uten vinner"
-- name_en = "Cancelled or without award"
-- question_nb = "Hvor ofte ender konkurransen uten kontrakt?"
-- question_en = "How often does a competition end without a contract?"
-- theme = "together"
-- definition = "Competitions that were cancelled or ended without a winner, among those known to have ended."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-142", "BT-144"]
-- hoped = "down"
-- otherwise = "Calling a purchase off can be the wise thing to do; and a competition without a result notice has ended somehow too."
-- source = "OCP usability indicator U063."
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    procedure.status in ('awarded', 'completed', 'cancelled') as has_data,
    if(procedure.status in ('awarded', 'completed', 'cancelled'), procedure.status = 'cancelled', null)::int as value,
from marts.procedures as procedure
where procedure.competition_on is not null
