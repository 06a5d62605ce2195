with walk as (
    select
        source,
        kind,
        if(kind = 'notices', 'window', key) as question,
        key,
        window_from::date as window_from_on,
        window_to::date as window_to_on,
        completeness,
        announced,
        received,
        distinct_received,
        landed_at,
    from parsed.receipts
    where window_from is not null
        and (kind <> 'notices' or key like 'window%')
),

-- Notices that the source announces and said that it has not; landed since, they are there after all.
missed as (
    select
        source,
        kind,
        missed.window_from::date as day_on,
        count(distinct key) as not_downloadable,
    from parsed.receipts as missed
    where missed.kind = 'notices'
        and missed.window_from is not null
        and missed.key not like 'window%'
        and not exists (
            select 1
            from parsed.receipts as landed
            where landed.source = missed.source
                and landed.key = missed.key
                and landed.file_sha256 is not null
        )
    group by all
),

walked_day as (
    select
        walk.*,
        unnest(generate_series(window_from_on, window_to_on, interval 1 day))::date as day_on,
    from walk
),

-- The worst of several answers stands for the day.
answer as (
    select
        *,
        list_position(['verified', 'empty_unconfirmed', 'mismatch', 'unavailable'], completeness) as badness,
        count(*) over (partition by source, kind, day_on) as walks,
    from walked_day
    qualify row_number() over (
        partition by source, kind, day_on, question
        order by landed_at desc, window_from_on desc, window_to_on, key desc
    ) = 1
),

day as (
    select
        source,
        kind,
        day_on,
        arg_max(completeness, badness) as completeness,
        bool_and(completeness = 'verified' and (kind <> 'notices' or key like '%, settled')) as is_closed,
        count(*) as questions,
        max(walks) as walks,
        sum(announced)::bigint as announced,
        sum(received)::bigint as received,
        sum(distinct_received)::bigint as distinct_received,
        min(window_from_on) as window_from_on,
        max(window_to_on) as window_to_on,
        max(landed_at) as walked_at,
    from answer
    group by source, kind, day_on
),

asked as (
    select
        source,
        kind,
        unnest(generate_series(min(day_on), max(day_on), interval 1 day))::date as day_on,
    from day
    where kind = 'notices'
    group by source, kind
    union
    select
        source,
        kind,
        day_on,
    from day
)

select
    asked.source,
    asked.kind,
    asked.day_on,
    coalesce(day.completeness, 'not_asked') as completeness,
    coalesce(day.is_closed, false) as is_closed,
    coalesce(day.questions, 0) as questions,
    coalesce(day.walks, 0) as walks,
    day.announced,
    day.received,
    day.distinct_received,
    coalesce(missed.not_downloadable, 0) as not_downloadable,
    day.window_from_on,
    day.window_to_on,
    day.walked_at,
from asked
left join day using (source, kind, day_on)
left join missed using (source, kind, day_on)
