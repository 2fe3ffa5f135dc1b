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

SELECT pipeline.grant_roles();
