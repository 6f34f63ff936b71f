-- What was shortened goes with the sweep of media; this only made each destruction rewrite all indexes of its generation.
drop index generation_shortened;
