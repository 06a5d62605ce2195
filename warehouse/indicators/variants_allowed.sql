-- name_nb = "Åpent for varianter"
-- name_en = "Variants allowed"
-- question_nb = "Får leverandørene foreslå noe annet enn det som er beskrevet?"
-- question_en = "May suppliers propose something other than what is described?"
-- theme = "need"
-- definition = "Lots of a notice of competition for which variants are allowed or required."
-- unit = "lot"
-- measure = "share"
-- value_unit = "share"
-- base = "Every lot of a notice of competition."
-- fields = ["BT-63"]
-- hoped = "up"
-- otherwise = "Variants make tenders hard to compare, and an open description of the need makes them unnecessary."
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
