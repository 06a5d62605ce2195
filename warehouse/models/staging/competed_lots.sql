-- The lots of each procedure's notice of competition: what the buyer asked for.
select
    procedure.procedure_key || ':' || lot.lot_id as competed_lot_id,
    procedure.procedure_key,
    lot.notice_key,
    lot.lot_id,
    procedure.competition_on,
    lot.variants_code,
    lot.framework_code,
from marts.procedures as procedure
inner join marts.lots as lot on lot.notice_key = procedure.competition_notice_key
where procedure.competition_on is not null and lot.lot_kind = 'Lot'
