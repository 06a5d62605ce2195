with shares as (
    select
        procedure_key,
        buyer_id,
        attribution,
        cast(sum(cast(share as decimal(18, 12))) as double) as share,
        arg_max(match_method, (match_confidence, match_method)) as match_method,
        max(match_confidence) as match_confidence,
        min(cooperation_id) as cooperation_id,
    from staging.procedure_shares
    group by procedure_key, buyer_id, attribution
),

sizes as (
    select
        'K-' || municipality_code as buyer_id,
        year,
        size_class,
        year = min(year) over (partition by municipality_code) as is_first,
    from staging.municipality_sizes
)

select
    shares.procedure_key,
    shares.buyer_id,
    shares.attribution,
    shares.share,
    shares.match_method,
    shares.match_confidence,
    shares.cooperation_id,
    arg_max(sizes.size_class, sizes.year) as size_class,
from shares
inner join staging.procedure_versions as procedure
    on procedure.procedure_key = shares.procedure_key
    and procedure.known_by = 'published_on'
    and procedure.is_latest
left join sizes
    on sizes.buyer_id = shares.buyer_id
    and (sizes.year <= year(coalesce(procedure.competition_on, procedure.published_on)) or sizes.is_first)
group by all
