-- name_nb = "Beskriver behovet"
-- name_en = "Describes the need"
-- question_nb = "Hvor ofte beskriver konkurransen et behov og ikke en navngitt løsning?"
-- question_en = "How often does the competition describe a need and not a named solution?"
-- theme = "need"
-- definition_nb = "Konkurranser der teksten beskriver et behov eller funksjoner, blant dem der teksten enten gjør det eller bare navngir en løsning (staging.notice_need_description)."
-- definition = "Competitions whose text describes a need or functions, among those whose text either does or only names a solution (staging.notice_need_description)."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["text:BT-21", "text:BT-24"]
-- hoped = "up"
-- otherwise_nb = "De fleste tekster gjør ingen av delene, og det som står i konkurransedokumentene, står ikke i kunngjøringen: se på dekningen først. Funnet med ordliste; hvor treffsikker den er, står i docs/themes.md."
-- otherwise = "Most texts do neither, and what the documents say is not in the notice: read the coverage first. Told by words, with the precision and recall that docs/themes.md states."
-- source_nb = "Riksrevisjonen 2018 (det spørres etter løsninger og ikke behov); OFE 2010 om varemerker i programvarekunngjøringer; egen ordliste."
-- source = "Riksrevisjonen 2018 (asking for solutions rather than needs); OFE 2010 on trademarks in software notices; own lexicon."
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    need.describes_need is not null as has_data,
    need.describes_need::int as value,
from marts.procedures as procedure
left join staging.notice_need_description as need on need.notice_key = procedure.competition_notice_key
where procedure.competition_on is not null
