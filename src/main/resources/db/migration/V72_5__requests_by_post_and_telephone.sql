-- Staff enter what came in otherwise.
alter table privacy_request drop constraint privacy_request_channel_check;
alter table privacy_request add constraint privacy_request_channel_check check (channel in ('form', 'mail', 'post', 'telephone'));
