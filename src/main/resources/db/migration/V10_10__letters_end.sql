create index letter_written on letter (written_at) where state <> 'waiting';
