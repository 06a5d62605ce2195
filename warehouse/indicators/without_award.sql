-- name_nb = "Avlyst eller uten vinner"
-- name_en = "Cancelled or without award"
-- question_nb = "Hvor ofte ender konkurransen uten kontrakt?"
-- question_en = "How often does a competition end without a contract?"
-- theme = "together"
-- definition_nb = "Konkurranser som ble avlyst eller endte uten vinner, blant dem vi vet er avsluttet."
-- definition = "Competitions that were cancelled or ended without a winner, among those known to have ended."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-142", "BT-144"]
-- hoped = "down"
-- otherwise_nb = "Å avlyse kan være det kloke; og en konkurranse uten resultatkunngjøring har også endt på en eller annen måte."
-- otherwise = "Calling a purchase off can be the wise thing to do; and a competition without a result notice has ended somehow too."
-- source_nb = "OCPs indikator U063."
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
