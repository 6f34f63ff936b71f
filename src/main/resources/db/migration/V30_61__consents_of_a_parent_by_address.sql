-- Staff who look at a request ask to which accounts its addresses agreed as parents.
create index parental_consent_email on parental_consent (email);
