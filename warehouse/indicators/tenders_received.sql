-- name_nb = "Tilbud mottatt"
-- name_en = "Tenders received"
-- question_nb = "Hvor mange leverandører vil ha oppdraget?"
-- question_en = "How many suppliers want the job?"
-- theme = "market"
-- definition_nb = "Tilbud mottatt i en konkurranse om en delkontrakt med resultat (en minikonkurranse er en av flere), talt én gang hvor mange tildelinger den enn gir; avviste tilbud er med, slik kunngjøringen teller dem. Medianen står ved siden av snittet."
-- definition = "Tenders received in a competition for a lot with a result (a mini-competition is one of several), counted once however many awards come of it; inadmissible ones are counted, as the notice counts them. The median stands beside the mean."
-- unit = "award"
-- measure = "mean"
-- value_unit = "tenders"
-- base_nb = "Alle konkurranser med resultat om en delkontrakt i en anskaffelse med konkurranse: etter kunngjøringen, eller etter prosedyren der kunngjøringen ikke er funnet."
-- base = "Every competition for a lot with a result, of a procedure that was competed for: by a notice of competition, or by its type where that notice is not found."
-- fields = ["BT-759", "BT-760"]
-- hoped = "up"
-- otherwise_nb = "Flere tilbud koster leverandørene mer enn de vinner; et smalt, godt forberedt marked kan gi færre og bedre."
-- otherwise = "More tenders cost suppliers more than they win; a narrow, well prepared market may give fewer and better ones."
-- source_nb = "OCPs indikatorer U017 og U018; Den europeiske revisjonsrettens særrapport 28/2023 (tilbydere per anskaffelse)."
-- source = "OCP usability indicators U017 and U018; ECA special report 28/2023 (bidders per procedure)."
-- breaks = ["eforms"]
select
    award.award_id as unit_id,
    award.procedure_key,
    award.lot_id,
    award.occurred_on,
    true as in_base,
    award.tenders_received is not null as has_data,
    award.tenders_received as value,
from staging.award_units as award
where award.was_competed and award.is_first_of_competition
