select
    programme.programme_id,
    wave.wave_id,
    wave.name as wave_name,
    wave.starts_on,
    count(member.organisation_number) as members,
from staging.programmes as programme
inner join parsed.waves as wave using (file_sha256)
left join marts.cohort_members as member
    on member.programme_id = programme.programme_id and member.wave_id = wave.wave_id
group by all
