-- name_nb = "Oppgir innovasjon"
-- name_en = "Innovation stated"
-- question_nb = "Hvor ofte sier kunngjøringen at det kjøpes noe nytt?"
-- question_en = "How often does the notice say that something new is bought?"
-- theme = "need"
-- definition_nb = "Konkurranser der kunngjøringen oppgir innovativ anskaffelse (BT-776), blant dem der kunngjøringen har feltet."
-- definition = "Competitions whose notice states innovative acquisition (BT-776), among those whose notice has the field."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-776"]
-- hoped = "up"
-- otherwise_nb = "Fylles ut av oppdragsgiveren, og i Norge knapt før 2026: se på dekningen først."
-- otherwise = "Filled in by the buyer, and in Norway hardly before 2026: see the coverage first."
-- source_nb = "eForms BT-776; merket for innovasjon i den norske eForms-veiledningen."
-- source = "eForms BT-776; the innovation label of the Norwegian eForms documentation."
-- breaks = ["eforms"]
with purposes as (
    select
        notice_key,
        bool_or(code <> 'none') as is_stated,
    from staging.notice_purposes
    where purpose in ('innovative-acquisition')
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
