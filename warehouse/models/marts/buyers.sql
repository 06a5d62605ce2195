-- Every municipality and county of today's map, bought or not, and every other buyer that a notice names.
with population as (
    select
        municipality_code,
        arg_max(population, year) as population,
    from staging.register_population
    group by municipality_code
),

centrality as (
    select
        municipality_code,
        arg_max(centrality_class, valid_from) as centrality_class,
    from staging.register_centrality
    group by municipality_code
),

buyers as (
    select
        buyer_id,
        buyer_name,
        buyer_kind,
        municipality_code,
        county_code,
        buyer_kind = 'municipality' as is_on_todays_map,
    from staging.standing_buyers
    union all
    select
        named.buyer_id,
        coalesce(municipality.municipality_name, named.buyer_name, named.buyer_id),
        case when named.buyer_kind = 'unmatched' then 'other' else named.buyer_kind end,
        case when named.buyer_id like 'K-%' then named.municipality_code end,
        coalesce(left(case when named.buyer_id like 'K-%' then named.municipality_code end, 2), named.county_code),
        false,
    from staging.named_buyers as named
    anti join staging.standing_buyers using (buyer_id)
    left join (
        select
            municipality_code,
            arg_max(municipality_name, map_on) as municipality_name,
        from staging.municipalities
        group by municipality_code
    ) as municipality on named.buyer_id = 'K-' || municipality.municipality_code
)

select
    buyers.buyer_id,
    buyers.buyer_name,
    buyers.buyer_kind,
    buyers.municipality_code,
    buyers.county_code,
    county.county_name,
    population.population,
    case
        when population.population < 5000 then 'small'
        when population.population < 20000 then 'medium'
        when population.population is not null then 'large'
    end as size_class,
    centrality.centrality_class,
    buyers.is_on_todays_map,
    training.wave_id,
    training.trained_from,
    case
        when buyers.buyer_kind = 'state_agency' then 'state_agencies'
        when training.status = 'member' then training.wave_id
        when training.status = 'known_untrained' then 'never_trained'
        when training.status = 'trained_elsewhere' then 'trained_elsewhere'
        else 'unknown'
    end as group_id,
from buyers
left join population using (municipality_code)
left join centrality using (municipality_code)
left join staging.county_names as county on county.county_code = buyers.county_code
left join staging.trained_buyers as training on training.buyer_id = buyers.buyer_id
