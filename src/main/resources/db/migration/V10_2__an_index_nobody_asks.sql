drop index letter_ended;
