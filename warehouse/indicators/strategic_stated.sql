-- name_nb = "Oppgir strategisk formål"
-- name_en = "Strategic purpose stated"
-- question_nb = "Hvor ofte sier kunngjøringen at kjøpet har et strategisk formål?"
-- question_en = "How often does the notice say that the purchase has a strategic purpose?"
-- theme = "need"
-- definition_nb = "Konkurranser der kunngjøringen oppgir et strategisk, miljømessig eller sosialt formål (BT-06, BT-774, BT-775), blant dem der kunngjøringen har feltene."
-- definition = "Competitions whose notice states a strategic, environmental or social purpose (BT-06, BT-774, BT-775), among those whose notice has the fields."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-06", "BT-774", "BT-775"]
-- hoped = "up"
-- otherwise_nb = "Et kryss i en rute: det sier hva som var ment, ikke hva som ble gjort. Se på dekningen først."
-- otherwise = "A box that is ticked: it says what was meant, not what was done. See the coverage first."
-- source_nb = "eForms BT-06, BT-774, BT-775."
-- source = "eForms BT-06, BT-774, BT-775."
-- breaks = ["eforms"]
with purposes as (
    select
        notice_key,
        bool_or(code <> 'none') as is_stated,
    from staging.notice_purposes
    where purpose in ('strategic-procurement', 'environmental-impact', 'social-objective')
    group by notice_key
)

select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    purposes.is_stated is not null as has_data,
    purposes.is_stated::int as value,
from marts.procedures as procedure
left join purposes on purposes.notice_key = procedure.competition_notice_key
where procedure.competition_on is not null
