-- The awards of result notices, counted on the day the competition was announced, so that a purchase belongs to the
-- time in which it was begun; where that notice is not found, on the day of the decision. The type of procedure tells
-- that there was a competition also where its notice is not found. Tenders are counted once for all awards of one
-- competition.
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
    award.has_winner,
    award.is_framework or award.is_in_framework as is_framework,
    award.tenders_received,
    award.sme_tenders_received,
    row_number() over (
        partition by award.competition_id
        order by
            award.tenders_received desc nulls last,
            award.award_id
    ) = 1 as is_first_of_competition,
from marts.result_awards as award
inner join marts.procedures as procedure using (procedure_key)
