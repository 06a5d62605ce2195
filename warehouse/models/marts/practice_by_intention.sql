-- A wave's two groups are shown together or not at all, so that the one left out cannot be had by subtraction.
with grouped as (
    select
        level.indicator_id,
        level.wave_id,
        strength.strength,
        count(*) as buyers,
        sum(strength.answers) as answers,
        sum(level.numerator_before) / nullif(sum(level.denominator_before), 0) as level_before,
        sum(level.numerator_after) / nullif(sum(level.denominator_after), 0) as level_after,
    from staging.practice_levels as level
    inner join staging.intention_strength as strength using (buyer_id)
    group by level.indicator_id, level.wave_id, strength.strength
),

assessed as (
    select
        grouped.*,
        min(least(grouped.buyers, grouped.answers)) over (partition by grouped.indicator_id, grouped.wave_id)
        < rule.suppress_below as is_suppressed,
    from grouped
    cross join staging.suppression_rule as rule
)

select
    indicator_id,
    wave_id,
    strength,
    if(is_suppressed, null, buyers) as buyers,
    if(is_suppressed, null, round(level_before, 2)) as level_before,
    if(is_suppressed, null, round(level_after, 2)) as level_after,
    is_suppressed,
from assessed
