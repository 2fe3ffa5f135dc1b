-- Where the load of a held partition was told to go on.
SET LOCAL lock_timeout = '5s';

ALTER TABLE pipeline.load_offset ADD COLUMN decisions integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN pipeline.load_offset.decisions IS 'How often somebody decided where to go on: see pipeline.load_decision.';

CREATE TABLE pipeline.load_decision (
  decision_id   bigint GENERATED ALWAYS AS IDENTITY,
  decided_at    timestamptz NOT NULL DEFAULT transaction_timestamp(),
  topic         text NOT NULL,
  partition     integer NOT NULL,
  actor         text NOT NULL,
  code          text NOT NULL,
  held_topic_id uuid NOT NULL,
  held_offset   bigint NOT NULL,
  topic_id      uuid NOT NULL,
  given_up_from bigint NOT NULL,
  next_offset   bigint NOT NULL,
  PRIMARY KEY (decision_id),
  CHECK (given_up_from <= next_offset)
);
COMMENT ON TABLE pipeline.load_decision IS 'Where the load of a held partition was told to go on, and by whom.';
COMMENT ON COLUMN pipeline.load_decision.code IS 'Why it was held.';
COMMENT ON COLUMN pipeline.load_decision.held_topic_id IS 'The topic''s id when it was held.';
COMMENT ON COLUMN pipeline.load_decision.held_offset IS 'Where it was held.';
COMMENT ON COLUMN pipeline.load_decision.topic_id IS 'The topic''s id when it was decided.';
COMMENT ON COLUMN pipeline.load_decision.given_up_from IS 'The first offset that is given up; next_offset if none is.';
COMMENT ON COLUMN pipeline.load_decision.next_offset IS 'Where the load was told to go on.';

SELECT pipeline.grant_roles();
