-- name_nb = "Åpent for varianter"
-- name_en = "Variants allowed"
-- question_nb = "Får leverandørene foreslå noe annet enn det som er beskrevet?"
-- question_en = "May suppliers propose something other than what is described?"
-- theme = "need"
-- definition_nb = "Delkontrakter i en kunngjort konkurranse der alternative tilbud er tillatt eller kreves."
-- definition = "Lots of a notice of competition for which variants are allowed or required."
-- unit = "lot"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle delkontrakter i en kunngjort konkurranse."
-- base = "Every lot of a notice of competition."
-- fields = ["BT-63"]
-- hoped = "up"
-- otherwise_nb = "Alternative tilbud er vanskelige å sammenligne, og en åpen beskrivelse av behovet gjør dem unødvendige."
-- otherwise = "Variants make tenders hard to compare, and an open description of the need makes them unnecessary."
-- source_nb = "Difi og LUP: metode for innovative anskaffelser."
-- source = "Difi and LUP: method for innovative procurement."
-- breaks = ["eforms"]
select
    lot.competed_lot_id as unit_id,
    lot.procedure_key,
    lot.lot_id,
    lot.competition_on as occurred_on,
    true as in_base,
    lot.variants_code is not null as has_data,
    (lot.variants_code in ('allowed', 'required'))::int as value,
from staging.competed_lots as lot
