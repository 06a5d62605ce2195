-- name_nb = "Dager fra varsel til konkurranse"
-- name_en = "Days from early notice to competition"
-- question_nb = "Hvor lang tid går det fra markedet får vite om kjøpet til konkurransen?"
-- question_en = "How long from when the market hears of the purchase to the competition?"
-- theme = "market"
-- definition_nb = "Dager fra den første veiledende kunngjøringen eller forhåndskunngjøringen av en anskaffelse til konkurransen ble kunngjort."
-- definition = "Days from the first planning or advisory notice of a procedure to its first notice of competition."
-- unit = "procedure"
-- measure = "mean"
-- value_unit = "days"
-- base_nb = "Alle anskaffelser med en forhåndskunngjøring før konkurransen."
-- base = "Every procedure with a planning or advisory notice before its notice of competition."
-- fields = ["BT-03", "BT-05", "BT-125"]
-- hoped = "none"
-- otherwise_nb = "Tid til å bruke det man har lært, er bra; et kjøp som ligger i ro i et år, er det ikke. Derfor håpes det ikke på noen bestemt retning."
-- otherwise = "Time to use what was learnt is good, and a purchase that lies still for a year is not: no direction is hoped for."
-- source_nb = "Egen definisjon; Difis metode for innovative anskaffelser har dialogen før konkurransen."
-- source = "Own definition; Difi's method for innovative procurement has dialogue before the competition."
-- breaks = ["eforms"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    true as has_data,
    procedure.planning_days as value,
from marts.procedures as procedure
where procedure.planning_days > 0
