-- A page of the audit merges both tables by time, the newest first: it reads as many entries as it shows.
SET LOCAL lock_timeout = '5s';

CREATE INDEX audit_at_idx ON pipeline.audit (at);
CREATE INDEX load_decision_decided_at_idx ON pipeline.load_decision (decided_at);
