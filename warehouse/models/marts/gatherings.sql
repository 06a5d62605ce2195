select
    programme.programme_id,
    gathering.gathering_id,
    gathering.wave_id,
    gathering.held_on,
    gathering.place,
    gathering.theme_nb,
    gathering.theme_en,
    gathering.participants,
from staging.programmes as programme
inner join parsed.gatherings as gathering using (file_sha256)
