-- name_nb = "Vunnet av små og mellomstore"
-- name_en = "Won by small and medium enterprises"
-- question_nb = "Hvor ofte vinner små og mellomstore?"
-- question_en = "How often do small and medium enterprises win?"
-- theme = "market"
-- definition_nb = "Tildelinger der minst én vinner er en mikro-, liten eller mellomstor bedrift."
-- definition = "Awards of which at least one winner is a micro, small or medium enterprise."
-- unit = "award"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle tildelinger."
-- base = "Every award."
-- fields = ["BT-165"]
-- hoped = "up"
-- otherwise_nb = "Størrelsen er det leverandørene sier om seg selv; en liten vinner kan høre til et stort konsern."
-- otherwise = "Size is what suppliers say of themselves; a small winner may belong to a large group."
-- source_nb = "EUs resultattavle for det indre marked."
-- source = "EU Single Market Scoreboard."
-- known_as = "Single Market Scoreboard 7: SME contractors (there: contractors; here awarded lots with at least one)"
-- breaks = ["eforms"]
with sized as (
    select
        winner.award_id,
        bool_or(winner.size_code in ('micro', 'small', 'medium', 'sme')) as is_small,
    from marts.award_winners as winner
    where winner.size_code is not null
    group by winner.award_id
)

select
    award.award_id as unit_id,
    award.procedure_key,
    award.lot_id,
    award.occurred_on,
    true as in_base,
    sized.is_small is not null as has_data,
    sized.is_small::int as value,
from staging.award_units as award
left join sized using (award_id)
where award.has_winner
