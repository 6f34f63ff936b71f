create index event_publication_date on event_publication (publication_date);
