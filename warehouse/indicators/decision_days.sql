-- name_nb = "Dager fra frist til valg"
-- name_en = "Days from deadline to decision"
-- question_nb = "Hvor lenge venter leverandørene på svar?"
-- question_en = "How long do suppliers wait for an answer?"
-- theme = "together"
-- definition_nb = "Dager fra den første fristen til den dagen den første vinneren ble valgt, ellers til den første kontrakten. Mer enn to år, eller mindre enn null, regnes som ikke oppgitt."
-- definition = "Days from the first deadline to the day the first winner was chosen, else the first contract; more than two years or fewer than none is taken as not said."
-- unit = "procedure"
-- measure = "mean"
-- value_unit = "days"
-- base_nb = "Alle konkurranser med en resultatkunngjøring."
-- base = "Every competition with a result notice."
-- fields = ["BT-131", "BT-1451", "BT-145"]
-- hoped = "down"
-- otherwise_nb = "opentender gir hundre poeng for 88 dager og mer, EUs resultattavle vil ha under 120: raskt er ikke alltid bra."
-- otherwise = "opentender gives a hundred points for 88 days and more, the scoreboard wants fewer than 120: quick is not always good."
-- source_nb = "EUs resultattavle for det indre marked (fra frist til tildeling; om det er snitt eller median, sies ikke); opentender."
-- source = "EU Single Market Scoreboard (deadline to award; whether mean or median is not told); opentender."
-- known_as = "Single Market Scoreboard 6: decision speed (there: deadline to award, and whether mean or median is not published; here the mean, to the contract where no day of award is said)"
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    coalesce(procedure.decision_days between 0 and 730, false) as has_data,
    if(procedure.decision_days between 0 and 730, procedure.decision_days, null) as value,
from marts.procedures as procedure
where procedure.competition_on is not null and procedure.result_on is not null
