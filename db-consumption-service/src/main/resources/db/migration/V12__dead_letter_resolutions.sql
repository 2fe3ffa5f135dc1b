-- What became of each dead letter, and so which are still open.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pipeline.dead_letter_resolution (
  dead_letter_id  text NOT NULL,
  redrive_id      text NOT NULL,
  event_position  bigint NOT NULL,
  resolved_at     timestamptz NOT NULL,
  outcome         text NOT NULL,
  event_type      text,
  event_id        text,
  reason          text,
  detail          text,
  service_version text NOT NULL,
  kafka_partition integer,
  kafka_offset    bigint,
  loaded_at       timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (dead_letter_id, redrive_id, event_position)
);
COMMENT ON TABLE pipeline.dead_letter_resolution IS 'What became of a dead letter: of a preview, of a redrive, or by an operator''s decision.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.dead_letter_id IS 'The dead letter.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.redrive_id IS 'Id of the preview or redrive that met it, or of the decision to resolve or reopen it: a UUID.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.event_position IS 'Which event of the original it was, from 0; 0 where the outcome is of the whole dead letter.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.resolved_at IS 'When the outcome was known.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.outcome IS 'What became of it; those of a preview, would-pass and would-fail, change nothing.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.event_type IS 'Type of the event, where it could be read.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.event_id IS 'Id of the event, where it could be read.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.reason IS 'Why it was refused, a stable code; or why an operator resolved or reopened it, a sentence.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.detail IS 'Why, in one sentence, without data of the event.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.service_version IS 'The service that resolved it, with its version.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.kafka_partition IS 'Partition of the record on the topic of resolutions; null where this service itself wrote the row.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.kafka_offset IS 'Its offset.';
COMMENT ON COLUMN pipeline.dead_letter_resolution.loaded_at IS 'When the transaction that loaded the row began.';
SELECT pipeline.classify_columns('pipeline.dead_letter_resolution', 'none',
  'dead_letter_id', 'redrive_id', 'event_position', 'resolved_at', 'outcome', 'event_type', 'event_id', 'reason', 'detail', 'service_version', 'kafka_partition', 'kafka_offset', 'loaded_at');

CREATE TABLE pipeline.dead_letter_resolution_violation (
  dead_letter_id  text NOT NULL,
  redrive_id      text NOT NULL,
  event_position  bigint NOT NULL,
  position        integer NOT NULL,
  path            text NOT NULL,
  rule            text NOT NULL,
  expected        text NOT NULL,
  found           text NOT NULL,
  kafka_partition integer,
  kafka_offset    bigint,
  PRIMARY KEY (dead_letter_id, redrive_id, event_position, position)
);
COMMENT ON TABLE pipeline.dead_letter_resolution_violation IS 'Every rule that the event still breaks, up to a bound.';
COMMENT ON COLUMN pipeline.dead_letter_resolution_violation.dead_letter_id IS 'The dead letter.';
COMMENT ON COLUMN pipeline.dead_letter_resolution_violation.redrive_id IS 'Id of the preview or redrive that met it, or of the decision to resolve or reopen it: a UUID.';
COMMENT ON COLUMN pipeline.dead_letter_resolution_violation.event_position IS 'Which event of the original it was, from 0; 0 where the outcome is of the whole dead letter.';
COMMENT ON COLUMN pipeline.dead_letter_resolution_violation.position IS 'Place in the array, from 1.';
COMMENT ON COLUMN pipeline.dead_letter_resolution_violation.path IS 'Where in the event: a JSON Pointer (RFC 6901).';
COMMENT ON COLUMN pipeline.dead_letter_resolution_violation.rule IS 'The rule, a stable code.';
COMMENT ON COLUMN pipeline.dead_letter_resolution_violation.expected IS 'What the contract asks for.';
COMMENT ON COLUMN pipeline.dead_letter_resolution_violation.found IS 'What the event has; cut, and masked where it is personal data.';
COMMENT ON COLUMN pipeline.dead_letter_resolution_violation.kafka_partition IS 'Partition of the record on the topic of resolutions; null where this service itself wrote the row.';
COMMENT ON COLUMN pipeline.dead_letter_resolution_violation.kafka_offset IS 'Its offset.';
SELECT pipeline.classify_columns('pipeline.dead_letter_resolution_violation', 'none',
  'dead_letter_id', 'redrive_id', 'event_position', 'position', 'path', 'rule', 'expected', 'kafka_partition', 'kafka_offset');
SELECT pipeline.classify_columns('pipeline.dead_letter_resolution_violation', 'direct',
  'found');

CREATE INDEX dead_letter_resolution_redrive_id_idx ON pipeline.dead_letter_resolution (redrive_id);

CREATE TABLE pipeline.dead_letter_decided (
  dead_letter_id text NOT NULL,
  redrive_id     text NOT NULL,
  decided_at     timestamptz NOT NULL,
  state          text NOT NULL CHECK (state IN ('open', 'redriven', 'resolved')),
  PRIMARY KEY (dead_letter_id)
) WITH (fillfactor = 80);
COMMENT ON TABLE pipeline.dead_letter_decided IS 'The latest redrive or decision of each dead letter that had one, as pipeline.dead_letter_resolution has it; kept by a trigger there, so that lists and counts need not look through all resolutions.';
COMMENT ON COLUMN pipeline.dead_letter_decided.dead_letter_id IS 'The dead letter.';
COMMENT ON COLUMN pipeline.dead_letter_decided.redrive_id IS 'The redrive or decision.';
COMMENT ON COLUMN pipeline.dead_letter_decided.decided_at IS 'When its latest outcome was known.';
COMMENT ON COLUMN pipeline.dead_letter_decided.state IS 'open: an event was refused again, or an operator reopened it; redriven: all events so far were published or loaded; resolved: an operator closed it without a redrive.';

-- In any order of arrival the result is the same. A redrive of a message with several events has several outcomes: one
-- that was refused again keeps the dead letter open.
CREATE FUNCTION pipeline.note_resolutions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO pipeline.dead_letter_decided AS known (dead_letter_id, redrive_id, decided_at, state)
  SELECT DISTINCT ON (dead_letter_id) dead_letter_id, redrive_id, decided_at, state
  FROM (
    SELECT dead_letter_id, redrive_id, max(resolved_at) AS decided_at,
           CASE
             WHEN bool_or(outcome IN ('refused-again', 'reopened')) THEN 'open'
             WHEN bool_or(outcome = 'resolved') THEN 'resolved'
             ELSE 'redriven'
           END AS state
    FROM added
    WHERE outcome NOT IN ('would-pass', 'would-fail')
    GROUP BY dead_letter_id, redrive_id
  ) runs
  ORDER BY dead_letter_id, decided_at DESC, redrive_id DESC
  ON CONFLICT (dead_letter_id) DO UPDATE
  SET redrive_id = excluded.redrive_id,
      decided_at = greatest(known.decided_at, excluded.decided_at),
      state = CASE
        WHEN known.redrive_id = excluded.redrive_id AND known.state = 'open' THEN 'open'
        ELSE excluded.state
      END
  WHERE known.redrive_id = excluded.redrive_id
    OR (excluded.decided_at, excluded.redrive_id) > (known.decided_at, known.redrive_id);
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION pipeline.note_resolutions IS 'Keeps pipeline.dead_letter_decided.';
REVOKE ALL ON FUNCTION pipeline.note_resolutions FROM PUBLIC;
CREATE TRIGGER note_resolutions AFTER INSERT ON pipeline.dead_letter_resolution
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION pipeline.note_resolutions();

CREATE VIEW pipeline.dead_letter_state AS
SELECT d.dead_letter_id,
       coalesce(c.state, 'open') AS state,
       (SELECT count(DISTINCT r.redrive_id) FROM pipeline.dead_letter_resolution r
        WHERE r.dead_letter_id = d.dead_letter_id AND r.outcome = 'refused-again') AS attempts,
       c.decided_at,
       c.redrive_id
FROM pipeline.dead_letter d LEFT JOIN pipeline.dead_letter_decided c ON c.dead_letter_id = d.dead_letter_id;
COMMENT ON VIEW pipeline.dead_letter_state IS 'Whether a dead letter is open, redriven or resolved, by its latest redrive or decision; previews change nothing.';
COMMENT ON COLUMN pipeline.dead_letter_state.dead_letter_id IS 'The dead letter.';
COMMENT ON COLUMN pipeline.dead_letter_state.state IS 'open: somebody has to see to it; redriven: its events were published or loaded; resolved: an operator closed it without a redrive.';
COMMENT ON COLUMN pipeline.dead_letter_state.attempts IS 'Redrives after which it, or one of its events, was refused again.';
COMMENT ON COLUMN pipeline.dead_letter_state.decided_at IS 'When its latest redrive or decision was; null without one.';
COMMENT ON COLUMN pipeline.dead_letter_state.redrive_id IS 'The latest redrive or decision; null without one.';

-- For lists and groups, which so read no original. Texts that a sender may make long stand in indexes of their own:
-- an entry of an index has less than 2,704 bytes.
CREATE INDEX dead_letter_listed ON pipeline.dead_letter (rejected_at DESC, dead_letter_id)
  INCLUDE (station, reason, event_type, service_version);
CREATE INDEX dead_letter_source_idx ON pipeline.dead_letter (source, rejected_at DESC, dead_letter_id);
CREATE INDEX dead_letter_violation_rule_idx ON pipeline.dead_letter_violation (rule, path, dead_letter_id);

CREATE OR REPLACE VIEW pipeline.freshness AS
SELECT
  o.event_type,
  o.loaded_through,
  transaction_timestamp() - o.loaded_through AS behind,
  o.latest_load,
  coalesce(d.dead_letters, 0) AS open_dead_letters,
  pipeline.latest_event(o.event_type) AS latest_event,
  o.lag_records,
  CASE WHEN o.lag_records = 0 THEN 0 ELSE extract(epoch FROM transaction_timestamp() - o.loaded_through) END AS lag_seconds,
  o.lag_seen_at
FROM (
  SELECT
    substring(topic from '[^.]+$') AS event_type,
    CASE WHEN bool_and(l.loaded_through IS NOT NULL) THEN min(l.loaded_through) END AS loaded_through,
    max(l.loaded_at) AS latest_load,
    sum(greatest(0, e.end_offset - coalesce(l.next_offset, 0)))::bigint AS lag_records,
    min(e.seen_at) AS lag_seen_at
  FROM pipeline.load_offset l FULL JOIN pipeline.log_end e USING (topic, partition)
  GROUP BY 1
) o
LEFT JOIN (
  SELECT event_type, count(*) AS dead_letters
  FROM pipeline.dead_letter letter
  WHERE NOT EXISTS (
    SELECT FROM pipeline.dead_letter_decided c
    WHERE c.dead_letter_id = letter.dead_letter_id AND c.state <> 'open')
  GROUP BY 1
) d ON d.event_type = o.event_type;
COMMENT ON COLUMN pipeline.freshness.open_dead_letters IS 'Dead letters of the type, of ingestion and of the load, that are neither redriven nor resolved.';

INSERT INTO pipeline.pipeline_right (table_name, role_name, rights)
SELECT t, r, 'SELECT'
FROM unnest(ARRAY['bi_reader', 'bi_reader_personal']) r, unnest(ARRAY['dead_letter_decided', 'dead_letter_state']) t;

SELECT pipeline.grant_roles();
