-- name_nb = "Uten kunngjort konkurranse"
-- name_en = "No calls for bids"
-- question_nb = "Hvor ofte kjøpes det uten å lyse ut?"
-- question_en = "How often is there no call for bids?"
-- theme = "quality"
-- definition_nb = "Anskaffelser med resultat eller intensjonskunngjøring som ble forhandlet uten utlysning, blant alle med utlysning, resultat eller slik kunngjøring."
-- definition = "Procedures with a result or a notice of intent that were negotiated without a call, among all with a call, a result or such a notice."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med kunngjort konkurranse, intensjon eller resultat."
-- base = "Every procedure with a notice of competition, of intent, or of result."
-- fields = ["BT-03", "BT-105"]
-- hoped = "down"
-- otherwise_nb = "Bare det som er kunngjort, telles: kjøp under terskelen som ingen måtte kunngjøre, synes ikke."
-- otherwise = "Only what is published is counted: purchases below the threshold that nobody had to announce are not seen at all."
-- source_nb = "EUs resultattavle for det indre marked (TED-kodene AWP, NOC, NOP)."
-- source = "EU Single Market Scoreboard (TED codes AWP, NOC, NOP)."
-- known_as = "Single Market Scoreboard 2: no calls for bids (there: by TED's codes AWP, NOC and NOP; here by a notice of intent or the type of procedure)"
-- breaks = ["thresholds", "eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    coalesce(procedure.competition_on, procedure.direct_award_on, procedure.result_on) as occurred_on,
    true as in_base,
    true as has_data,
    (
        procedure.competition_on is null
        and (procedure.direct_award_on is not null or coalesce(procedure.procedure_type_code in ('neg-wo-call', 'direct-award'), false))
    )::int as value,
from marts.procedures as procedure
where coalesce(procedure.competition_on, procedure.direct_award_on, procedure.result_on) is not null
