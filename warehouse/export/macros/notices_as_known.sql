-- Every notice in the newest version that was known on a day: to the public, or to us (known := 'landed_at').
create macro notices_as_known(day, known := 'published_on') as table
select version.*
from marts.notice_versions as version
where
    case known when 'landed_at' then cast(version.landed_at as date) else version.published_on end
    <= cast(day as date)
qualify row_number() over (
    partition by version.notice_id
    order by version.notice_version desc
) = 1
