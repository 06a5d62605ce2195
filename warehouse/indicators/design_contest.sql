-- name_nb = "Plan- og designkonkurranse"
-- name_en = "Design contest"
-- question_nb = "Hvor ofte lyses det ut en plan- og designkonkurranse?"
-- question_en = "How often is a design contest announced?"
-- theme = "need"
-- definition_nb = "Konkurranser som er kunngjort som plan- og designkonkurranse."
-- definition = "Competitions announced by a design notice."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse."
-- base = "Every procedure that has a notice of competition."
-- fields = ["BT-02"]
-- hoped = "none"
-- otherwise_nb = "Mest arkitektur: DFØ holder den utenfor når innovasjon telles."
-- otherwise = "Mostly architecture: DFØ leaves it out of its count of innovation."
-- source_nb = "Kunngjøringstype (BT-02): cn-desg."
-- source = "Notice type (BT-02): cn-desg."
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    notice.notice_type_code is not null as has_data,
    (notice.notice_type_code = 'cn-desg')::int as value,
from marts.procedures as procedure
inner join marts.notices as notice on notice.notice_key = procedure.competition_notice_key
where procedure.competition_on is not null
