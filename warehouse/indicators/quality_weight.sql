-- name_nb = "Vekt på kvalitet"
-- name_en = "Weight of quality"
-- question_nb = "Hvor mye teller kvalitet?"
-- question_en = "How much does quality count?"
-- theme = "need"
-- definition_nb = "For en delkontrakt der alle tildelingskriterier har vekt: vekten av dem som verken er pris eller kostnad, i prosent av alle. Der pris eller kostnad avgjør alene, er den null."
-- definition = "For a lot whose award criteria all carry a weight: the weight of those that are neither price nor cost as a percentage of all; a lot on which price or cost alone decides has none."
-- unit = "lot"
-- measure = "mean"
-- value_unit = "percent"
-- base_nb = "Alle delkontrakter i en kunngjort konkurranse."
-- base = "Every lot of a notice of competition."
-- fields = ["BT-539", "BT-541", "BT-5421"]
-- hoped = "up"
-- otherwise_nb = "Vekten sier hva som ble kunngjort, ikke hva som avgjorde: når kvaliteten vurderes likt, er det fortsatt prisen som avgjør."
-- otherwise = "A weight says what was announced, not what decided: with equal quality scores price still decides."
-- source_nb = "Egen definisjon på BT-541."
-- source = "Own definition on BT-541."
-- breaks = ["eforms"]
with weighed as (
    select
        lot.competed_lot_id,
        case
            when bool_and(criterion.criterion_type_code in ('price', 'cost')) then 0
            when
                bool_and(criterion.number is not null and coalesce(criterion.number_kind, 'weight') = 'weight')
                and sum(criterion.number) > 0
                then
                    100 * coalesce(
                        sum(criterion.number) filter (criterion.criterion_type_code not in ('price', 'cost')), 0
                    ) / sum(criterion.number)
        end as quality_percent,
    from staging.competed_lots as lot
    inner join staging.award_criteria as criterion
        on criterion.notice_key = lot.notice_key
        and coalesce(criterion.lot_id, lot.lot_id) = lot.lot_id
        and criterion.criterion_type_code is not null
    group by lot.competed_lot_id
)

select
    lot.competed_lot_id as unit_id,
    lot.procedure_key,
    lot.lot_id,
    lot.competition_on as occurred_on,
    true as in_base,
    -- Weights below zero add up to less than a part: they weigh nothing.
    coalesce(weighed.quality_percent between 0 and 100, false) as has_data,
    if(has_data, weighed.quality_percent, null) as value,
from staging.competed_lots as lot
left join weighed using (competed_lot_id)
