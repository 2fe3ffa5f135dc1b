-- Whose the database is, and what the proof needs to tell one log of a partition from another.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pipeline.warehouse (
  only_one     boolean NOT NULL DEFAULT true CHECK (only_one),
  warehouse_id uuid NOT NULL DEFAULT gen_random_uuid(),
  name         text NOT NULL,
  topic_prefix text NOT NULL,
  made_at      timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (only_one)
);
COMMENT ON TABLE pipeline.warehouse IS 'Whose the database is, one row: the service refuses a database of another warehouse or programme.';
COMMENT ON COLUMN pipeline.warehouse.warehouse_id IS 'The database''s id; Kafka has it with the consumer group''s offsets.';
COMMENT ON COLUMN pipeline.warehouse.name IS 'consumption.warehouse.name of the first service that loaded into it.';
COMMENT ON COLUMN pipeline.warehouse.topic_prefix IS 'Its consumption.topic.prefix.';
COMMENT ON COLUMN pipeline.warehouse.made_at IS 'When it took the database.';

ALTER TABLE pipeline.load_offset
  ADD COLUMN first_offset bigint,
  ADD COLUMN cut_off boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN pipeline.load_offset.first_offset IS 'Where the load of this log began: the ledger has every offset from here to next_offset, but for what was given up.';
COMMENT ON COLUMN pipeline.load_offset.cut_off IS 'Whether the log was found to be cut off before next_offset; it is held until somebody decides.';
UPDATE pipeline.load_offset o
SET first_offset = coalesce(
  (SELECT min(l.from_offset) FROM pipeline.load_ledger l
   WHERE l.topic = o.topic AND l.partition = o.partition AND l.topic_id = o.topic_id AND l.run = 'live'),
  o.next_offset);
ALTER TABLE pipeline.load_offset ALTER COLUMN first_offset SET NOT NULL;

ALTER TABLE pipeline.load_decision ADD COLUMN log_since timestamptz;
COMMENT ON COLUMN pipeline.load_decision.log_since IS 'Where the load moved to another log: rows that were loaded then or later are of it, earlier ones of a former log. Else null.';
UPDATE pipeline.load_decision SET log_since = decided_at WHERE topic_id <> held_topic_id;

-- Rows know their partition and offset, but not which log it was; when they were loaded tells.
CREATE VIEW pipeline.log_period AS
WITH moves AS (
  SELECT topic, partition, decision_id, held_topic_id, topic_id, log_since
  FROM pipeline.load_decision WHERE log_since IS NOT NULL
)
SELECT topic, partition, topic_id, log_since AS since,
       coalesce(lead(log_since) OVER (PARTITION BY topic, partition ORDER BY decision_id), 'infinity') AS until
FROM moves
UNION ALL
(SELECT DISTINCT ON (topic, partition) topic, partition, held_topic_id, '-infinity', log_since
 FROM moves ORDER BY topic, partition, decision_id)
UNION ALL
SELECT topic, partition, topic_id, '-infinity', 'infinity'
FROM pipeline.load_offset o
WHERE NOT EXISTS (SELECT FROM moves m WHERE m.topic = o.topic AND m.partition = o.partition)
  AND NOT EXISTS (
    SELECT FROM pipeline.load_ledger l
    WHERE l.topic = o.topic AND l.partition = o.partition AND l.topic_id <> o.topic_id);
COMMENT ON VIEW pipeline.log_period IS 'From which log the rows of a partition are, by loaded_at: a topic that was made again, or is on another cluster, is another log.';

ALTER TABLE pipeline.dead_letter ADD COLUMN record_topic_id uuid;
COMMENT ON COLUMN pipeline.dead_letter.record_topic_id IS 'Kafka''s id of that topic; null for what was refused before the column was there, and by ingestion.';
-- The id is made of it.
UPDATE pipeline.dead_letter d SET record_topic_id = l.topic_id
FROM (SELECT DISTINCT topic, partition, topic_id FROM pipeline.load_ledger) l
WHERE d.record_topic = l.topic AND d.record_partition = l.partition
  AND d.dead_letter_id = encode(
    sha256(d.original || convert_to(d.record_topic, 'UTF8') || uuid_send(l.topic_id)
      || int4send(d.record_partition::integer) || int8send(d.record_offset)), 'hex');

ALTER TABLE pipeline.expired_rows ADD COLUMN topic_id uuid;
COMMENT ON COLUMN pipeline.expired_rows.topic_id IS 'Kafka''s id of the topic that they came from; null where it is not known, and for child rows.';
ALTER TABLE pipeline.expired_rows DROP CONSTRAINT expired_rows_pkey;
ALTER TABLE pipeline.expired_rows
  ADD CONSTRAINT expired_rows_key UNIQUE NULLS NOT DISTINCT (table_name, from_day, kafka_partition, topic_id);

SELECT pipeline.grant_roles();
