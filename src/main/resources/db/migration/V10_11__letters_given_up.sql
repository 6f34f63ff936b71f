-- For the figure of staff: those that the carrier would not take, lately.
create index letter_refused on letter (ended_at) where state = 'refused';
