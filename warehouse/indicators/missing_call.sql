-- name_nb = "Tildeling uten kjent utlysning"
-- name_en = "Missing call for bids"
-- question_nb = "Hvor ofte mangler utlysningen til en tildeling?"
-- question_en = "How often does an award lack its call?"
-- theme = "quality"
-- definition_nb = "Anskaffelser med resultat der konkurransen ikke er funnet; direkte anskaffelser er holdt utenfor."
-- definition = "Procedures with a result whose notice of competition is not found, direct awards left out."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en resultatkunngjøring som ikke er direkte anskaffelser."
-- base = "Every procedure with a result notice that is no direct award."
-- fields = ["BT-03", "BT-04"]
-- hoped = "down"
-- otherwise_nb = "Utlysningen kan mangle fordi den sto et annet sted, eller før dataene begynner, eller fordi koblingen ikke ble funnet."
-- otherwise = "A call may be missing because it was published elsewhere or before the data begin, or because no link was found."
-- source_nb = "EUs resultattavle for det indre marked."
-- source = "EU Single Market Scoreboard."
-- known_as = "Single Market Scoreboard 10: missing calls for bids (there: awards without a matching call; here procedures, direct awards left out)"
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    coalesce(procedure.competition_on, procedure.result_on) as occurred_on,
    true as in_base,
    true as has_data,
    (procedure.competition_on is null)::int as value,
from marts.procedures as procedure
where procedure.result_on is not null
    and procedure.direct_award_on is null
    and procedure.procedure_type_code is distinct from 'neg-wo-call'
