-- Every municipality and county of today's map, bought or not, and every other buyer that a notice names.
with today as (
    select max(map_on) as map_on
    from staging.municipality_maps
),

population as (
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

named as (
    select
        unit.buyer_id,
        arg_max(
            match.buyer_kind,
            (match.buyer_kind = 'state_agency', match.match_confidence, match.published_on, match.notice_key)
        ) as buyer_kind,
        arg_max(match.municipality_code, (match.published_on, match.notice_key)) as municipality_code,
        arg_max(unit.county_code, (match.published_on, match.notice_key)) as county_code,
        arg_max(match.name_as_written, (match.published_on, match.notice_key)) as buyer_name,
        max(match.organisation_number) as organisation_number,
    from staging.buyer_units as unit
    inner join staging.buyer_matches as match using (notice_key, organisation_id)
    group by unit.buyer_id
),

standing as (
    select
        'K-' || municipality_code as buyer_id,
        municipality_name as buyer_name,
        'municipality' as buyer_kind,
        municipality_code,
        county_code,
    from staging.municipalities
    where map_on = (select map_on from today)
    union all
    select
        'F-' || county_code,
        name || ' fylkeskommune',
        'county',
        null,
        county_code,
    from staging.register_county_codes
    where valid_to is null
),

buyers as (
    from standing
    union all
    select
        named.buyer_id,
        coalesce(municipality.municipality_name, named.buyer_name, named.buyer_id),
        case when named.buyer_kind = 'unmatched' then 'other' else named.buyer_kind end,
        case when named.buyer_id like 'K-%' then named.municipality_code end,
        coalesce(left(case when named.buyer_id like 'K-%' then named.municipality_code end, 2), named.county_code),
    from named
    anti join standing using (buyer_id)
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
    buyers.buyer_id like 'K-%'
    and buyers.municipality_code in (
        select municipality_code
        from staging.municipalities
        where map_on = (select map_on from today)
    ) as is_on_todays_map,
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
