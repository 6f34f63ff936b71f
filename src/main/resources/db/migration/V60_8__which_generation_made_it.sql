-- For who destroys outputs and tells their generations so.
create index generation_output on generation (output) where output is not null;
