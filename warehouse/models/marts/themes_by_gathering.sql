select
    found.programme_id,
    found.gathering_id,
    found.occasion,
    found.theme_code,
    found.theme_nb,
    found.theme_en,
    case when found.comments >= rule.suppress_below then found.comments end as comments,
    case when published.is_shown then found.mentions end as mentions,
    case when published.is_shown then found.mentions / found.comments end as share,
    not published.is_shown as is_suppressed,
from staging.comment_themes as found
cross join staging.suppression_rule as rule
cross join lateral (
    select
        found.comments >= rule.suppress_below
        and (found.mentions = 0 or found.mentions >= rule.suppress_below) as is_shown,
) as published
