-- What became of each lot: its newest result, counted on the day the competition was announced, so that a purchase
-- belongs to the time in which it was begun; where that notice is not found, on the day of the decision. The type of
-- procedure tells that there was a competition also where its notice is not found.
select
    award.award_id,
    award.procedure_key,
    award.lot_id,
    coalesce(procedure.competition_on, award.decided_on, award.concluded_on, award.published_on) as occurred_on,
    procedure.competition_on is not null
    or coalesce(
        procedure.procedure_type_code in ('open', 'restricted', 'neg-w-call', 'comp-dial', 'comp-tend', 'innovation')
        and procedure.direct_award_on is null,
        false
    ) as was_competed,
    award.outcome_code = 'selec-w' as has_winner,
    award.is_framework or award.is_in_framework as is_framework,
    award.tenders_received,
    award.sme_tenders_received,
from marts.awards as award
inner join marts.procedures as procedure using (procedure_key)
inner join marts.procedure_notices as notice using (procedure_key, notice_key)
where notice.form_type = 'result'
qualify row_number() over (
    partition by award.procedure_key, coalesce(award.lot_id, award.award_id)
    order by
        award.published_on desc,
        award.award_id desc
) = 1
