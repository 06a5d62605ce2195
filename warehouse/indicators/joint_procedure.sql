-- name_nb = "Kjøpt sammen"
-- name_en = "Joint procedure"
-- question_nb = "Hvor ofte kjøper kommuner sammen?"
-- question_en = "How often do municipalities buy together?"
-- theme = "together"
-- definition_nb = "Konkurranser for mer enn én oppdragsgiver, som er navngitt i kunngjøringen eller er med i samarbeidet som kunngjorde den."
-- definition = "Competitions that are made for more than one buyer, named in the notice or members of the cooperation that published it."
-- unit = "procedure"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle anskaffelser med en kunngjort konkurranse og kjent oppdragsgiver."
-- base = "Every procedure with a notice of competition whose buyer is known."
-- fields = ["OPP-050", "BT-500", "register:memberships"]
-- hoped = "up"
-- otherwise_nb = "Et felles kjøp teller for hvert medlem, så ett stort samarbeid løfter mange kommuner på én gang."
-- otherwise = "A joint purchase counts for each member, so one large cooperation lifts many municipalities at once."
-- source_nb = "EUs resultattavle for det indre marked (felles anskaffelser); egen fordeling på medlemmene."
-- source = "EU Single Market Scoreboard (cooperative procurement); own attribution."
-- known_as = "Single Market Scoreboard 4: cooperative procurement (there: joint or central purchasing as the notice says it; here more than one buyer, named or a member of the cooperation)"
-- breaks = ["eforms", "mergers"]
select
    procedure.procedure_key as unit_id,
    procedure.procedure_key,
    null as lot_id,
    procedure.competition_on as occurred_on,
    true as in_base,
    true as has_data,
    bool_or(buyer.attribution in ('lead', 'host_for_members'))::int as value,
from marts.procedures as procedure
inner join marts.procedure_buyers as buyer using (procedure_key)
where procedure.competition_on is not null
group by procedure.procedure_key, procedure.competition_on
