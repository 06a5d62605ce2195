-- name_nb = "Kjøper uten organisasjonsnummer"
-- name_en = "Missing buyer registration number"
-- question_nb = "Hvor ofte mangler kjøperen organisasjonsnummer?"
-- question_en = "How often does the buyer lack a registration number?"
-- theme = "quality"
-- definition_nb = "Anskaffelser der kunngjøringen nevner en oppdragsgiver uten gyldig organisasjonsnummer (ni sifre, modulus 11)."
-- definition = "Procedures whose describing notice names a buyer without an organisation number that is nine digits and passes mod 11."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med kunngjort konkurranse eller resultat der kunngjøringen nevner en oppdragsgiver."
-- base = "Every procedure whose describing notice names a buyer and that has a notice of competition or result."
-- fields = ["BT-501"]
-- hoped = "none"
-- negative_control = true
-- otherwise_nb = "Sier hvor godt kunngjøringen er fylt ut, ikke noe om kjøpet."
-- otherwise = "Says how well the notice was filled in, nothing of the purchase."
-- source_nb = "EUs resultattavle for det indre marked."
-- source = "EU Single Market Scoreboard."
-- known_as = "Single Market Scoreboard 12: missing buyer registration numbers (there: no more than the name is published; here a Norwegian number that passes its check)"
-- breaks = ["eforms"]
with named as (
    select
        notice_key,
        bool_or(organisation_number is null) as is_missing,
    from marts.notice_organisations
    where list_has_any(string_split(roles, ' '), ['buyer', 'lead_buyer'])
    group by notice_key
)

select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    coalesce(procedure.competition_on, procedure.result_on) as occurred_on,
    true as in_base,
    true as has_data,
    named.is_missing::int as value,
from marts.procedures as procedure
inner join named on named.notice_key = procedure.describing_notice_key
where coalesce(procedure.competition_on, procedure.result_on) is not null
