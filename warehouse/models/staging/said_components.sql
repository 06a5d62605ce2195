-- Which procedure each planning notice and each result says it belongs to.
select
    asked.notice_id as asked_notice_id,
    asked.step,
    place.component,
from staging.match_notices as asked
inner join staging.explicit_components as place using (notice_id)
where asked.step in ('planning', 'result')
union
select
    link.target_notice_id,
    'planning' as step,
    place.component,
from staging.explicit_links as link
inner join staging.explicit_components as place using (notice_id)
where link.relation = 'leads_to'
