-- One row per procedure: its notices in the order of their publication, each with its lots, results and organisations.
with lot as (
    select
        notice_key,
        list(
            {
                lot_id: lot_id,
                title: title,
                nature_code: nature_code,
                main_cpv_code: main_cpv_code,
                estimated_value: estimated_value,
                currency_code: estimated_value_currency_code,
                framework_code: framework_code,
                dps_code: dps_code,
                deadline_on: deadline_on,
                variants_code: variants_code,
                is_sme_suitable: is_sme_suitable,
            }
            order by lot_id
        ) as lots,
    from marts.lots
    where lot_kind = 'Lot'
    group by notice_key
),

organisation as (
    select
        notice_key,
        list(
            {
                organisation_number: organisation_number,
                person_pseudonym: person_pseudonym,
                name: organisation_name,
                country_code: country_code,
                nuts_code: nuts_code,
                city: city,
                size_code: size_code,
                roles: roles,
            }
            order by organisation_id
        ) as organisations,
    from marts.notice_organisations
    group by notice_key
),

winner as (
    select
        award_id,
        list(
            {
                organisation_number: organisation_number,
                person_pseudonym: if(organisation_number is null and winner_name is null, winner_key, null),
                name: winner_name,
            }
            order by winner_key
        ) as winners,
    from marts.award_winners
    group by award_id
),

result as (
    select
        award.notice_key,
        list(
            {
                award_id: award.award_id,
                competition_id: award.competition_id,
                lot_id: award.lot_id,
                outcome_code: award.outcome_code,
                has_winner: award.has_winner,
                tenders_received: award.tenders_received,
                sme_tenders_received: award.sme_tenders_received,
                awarded_value: award.awarded_value,
                currency_code: award.currency_code,
                decided_on: award.decided_on,
                concluded_on: award.concluded_on,
                winners: winner.winners,
            }
            order by award.award_id
        ) as results,
    from marts.awards as award
    left join winner using (award_id)
    group by award.notice_key
),

competitions as (
    select
        procedure_key,
        count(distinct competition_id) as with_results,
    from marts.result_awards
    group by procedure_key
)

select
    procedure.procedure_key,
    list(
        {
            notice_key: notice.notice_key,
            notice_kind: notice.notice_kind,
            is_cancelling: notice.is_cancelling,
            published_on: notice.published_on,
            competition_on: procedure.competition_on,
            language_code: notice.language_code,
            title: notice.title,
            nature_code: notice.nature_code,
            main_cpv_code: notice.main_cpv_code,
            estimated_value_nok: notice.estimated_value_nok,
            procedure_type_code: notice.procedure_type_code,
            lots: lot.lots,
            organisations: organisation.organisations,
            results: result.results,
            competitions_with_results: competitions.with_results,
        }
        order by
            notice.published_on,
            notice.notice_key
    ) as notices,
from marts.procedures as procedure
inner join marts.procedure_notices as link using (procedure_key)
inner join marts.notices as notice using (notice_key)
left join lot using (notice_key)
left join organisation using (notice_key)
left join result using (notice_key)
left join competitions using (procedure_key)
where notice.published_on is not null
group by procedure.procedure_key
order by procedure.procedure_key
