-- name_nb = "Først ute blant sine like"
-- name_en = "First of its kind among peers"
-- question_nb = "Hvor ofte kjøper kommunen noe ingen på samme størrelse har kjøpt før?"
-- question_en = "How often does the buyer ask for what no peer of its size has asked for before?"
-- theme = "together"
-- definition_nb = "Digitale konkurranser med en CPV-kategori (fem sifre) som ingen kommune i samme størrelsesgruppe hadde lyst ut de fem årene før. De første fem årene i dataene sier ingenting."
-- definition = "Digital competitions whose main CPV category (five digits) no municipality of the same size class had asked for in the five years before. Those of the first five years of the data say nothing."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle digitale konkurranser fra kommuner med kjent størrelse; et felles kjøp teller for den som ledet det."
-- base = "Every digital competition of a municipality of known size; a joint purchase is its lead's."
-- fields = ["BT-262", "register:population"]
-- hoped = "up"
-- otherwise_nb = "En kode er et grovt navn på en løsning: det første av sitt slag kan være noe gammelt under en ny kode."
-- otherwise = "A code is a coarse name of a solution: the first of its kind may be an old thing under a new code."
-- source_nb = "Egen definisjon: programmet ønsker at andre skal følge etter."
-- source = "Own definition: the programme wants others to follow."
-- breaks = ["eforms", "mergers"]
with asked as (
    select
        procedure.procedure_key,
        procedure.competition_on,
        max(procedure.competition_on) over (
            partition by buyer.size_class, left(procedure.main_cpv_code, 5)
            order by procedure.competition_on
            range between interval 5 year preceding and interval 1 day preceding
        ) as asked_before_on,
        procedure.main_cpv_code,
    from marts.procedures as procedure
    inner join marts.procedure_buyers as attributed using (procedure_key)
    inner join marts.buyers as buyer using (buyer_id)
    where
        procedure.competition_on is not null
        and procedure.is_digital
        and attributed.attribution in ('own', 'lead', 'host_for_members')
        and buyer.buyer_kind = 'municipality'
        and buyer.size_class is not null
),

begun as (
    select min(competition_on) + interval 5 year as known_from
    from marts.procedures
)

select
    asked.procedure_key as unit_id,
    asked.procedure_key,
    null as lot_id,
    asked.competition_on as occurred_on,
    true as in_base,
    asked.competition_on >= begun.known_from and asked.main_cpv_code is not null as has_data,
    if(has_data, asked.asked_before_on is null, null)::int as value,
from asked
cross join begun
