-- What is confirmed gone is looked for by the thing it was of. This index was asked for a thousand keys at once, which the planner
-- rather compared with every row there had ever been.
drop index destruction_bytes_left;
