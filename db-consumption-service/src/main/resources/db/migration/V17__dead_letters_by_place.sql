-- Finds dead letters by the place of a violation, also where * stands for any item of an array: the place begins alike.
SET LOCAL lock_timeout = '5s';

CREATE INDEX dead_letter_violation_path_idx ON pipeline.dead_letter_violation (path text_pattern_ops, dead_letter_id);
