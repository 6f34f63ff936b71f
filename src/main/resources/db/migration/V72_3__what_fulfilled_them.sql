-- By what a request was fulfilled: a deletion by the erasure that two approved, or by saying that nothing was found. What was fulfilled
-- before there was this rule says so.
alter table privacy_request add column fulfilled_as text
  check (fulfilled_as in ('answer', 'erasure', 'nothing-found', 'before-the-rule'));

update privacy_request set fulfilled_as = 'before-the-rule' where status = 'fulfilled';

alter table privacy_request add constraint privacy_request_fulfilled_somehow check (
  (status = 'fulfilled') = (fulfilled_as is not null));

alter table privacy_request add constraint privacy_request_deleted_by_erasing check (
  fulfilled_as is distinct from 'answer' or asked not in ('deletion', 'ccpa-delete'));

alter table privacy_request add constraint privacy_request_erasure_was_approved check (
  fulfilled_as is distinct from 'erasure' or erasure_proposed_by is not null and erasure_approved_by is not null);

alter table privacy_request add constraint privacy_request_nothing_found_of_nobody check (
  fulfilled_as is distinct from 'nothing-found' or account_id is null and asked in ('deletion', 'ccpa-delete'));
