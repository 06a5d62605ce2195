-- name_nb = "Endret kontrakt"
-- name_en = "Modified contract"
-- question_nb = "Hvor ofte endres kontrakten etterpå?"
-- question_en = "How often is the contract changed afterwards?"
-- theme = "together"
-- definition_nb = "Konkurranser med resultat der en endring av kontrakten er kunngjort."
-- definition = "Competitions with a result of whose contract a modification was published."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle konkurranser med en resultatkunngjøring."
-- base = "Every competition with a result notice."
-- fields = ["BT-03", "BT-1501"]
-- hoped = "none"
-- otherwise_nb = "Bare endringer over lovens grenser blir kunngjort, og mange av kunngjøringene lar seg ikke koble."
-- otherwise = "Only changes above the law's limits are published, and many notices of them cannot be linked."
-- source_nb = "OCPs indikator U056; anskaffelser/eforms-sdk-nor, sak 120, om koblinger."
-- source = "OCP usability indicator U056; anskaffelser/eforms-sdk-nor issue 120 on links."
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    true as has_data,
    (procedure.modified_on is not null)::int as value,
from marts.procedures as procedure
where procedure.competition_on is not null and procedure.result_on is not null
