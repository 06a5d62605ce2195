-- name_nb = "Vinner uten organisasjonsnummer"
-- name_en = "Missing seller registration number"
-- question_nb = "Hvor ofte mangler vinneren organisasjonsnummer?"
-- question_en = "How often does the winner lack a registration number?"
-- theme = "quality"
-- definition_nb = "Tildelinger der en vinner mangler gyldig organisasjonsnummer (ni sifre, modulus 11); utenlandske vinnere og privatpersoner er holdt utenfor."
-- definition = "Awards of which a winner has no organisation number that is nine digits and passes mod 11; foreign winners and natural persons are left out."
-- unit = "award"
-- measure = "share"
-- value_unit = "share"
-- base_nb = "Alle tildelinger med en norsk vinner."
-- base = "Every award with a Norwegian winner."
-- fields = ["BT-501"]
-- hoped = "none"
-- negative_control = true
-- otherwise_nb = "Sier hvor godt kunngjøringen er fylt ut, ikke noe om kjøpet. Mange numre gikk tapt da gamle kunngjøringer ble konvertert."
-- otherwise = "Says how well the notice was filled in, nothing of the purchase. Conversion of old notices lost many numbers."
-- source_nb = "EUs resultattavle for det indre marked."
-- source = "EU Single Market Scoreboard."
-- known_as = "Single Market Scoreboard 11: missing seller registration numbers (there: no more than the name is published; here awarded lots, foreign winners and natural persons left out)"
-- breaks = ["eforms"]
with named as (
    select
        winner.award_id,
        bool_or(winner.organisation_number is null) as is_missing,
    from marts.award_winners as winner
    where
        coalesce(winner.country_code, 'NOR') = 'NOR'
        and (winner.organisation_number is not null or winner.winner_name is not null)
    group by winner.award_id
)

select
    award.award_id as unit_id,
    award.procedure_key,
    award.lot_id,
    award.occurred_on,
    true as in_base,
    true as has_data,
    named.is_missing::int as value,
from staging.award_units as award
inner join named using (award_id)
where award.has_winner
