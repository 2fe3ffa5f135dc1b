-- What retention has dropped, so that the proof does not miss it.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pipeline.expired_rows (
  table_name      text NOT NULL,
  from_day        date NOT NULL,
  to_day          date NOT NULL,
  kafka_partition integer NOT NULL,
  row_count       bigint NOT NULL,
  dropped_at      timestamptz NOT NULL DEFAULT transaction_timestamp(),
  PRIMARY KEY (table_name, from_day, kafka_partition)
);
COMMENT ON TABLE pipeline.expired_rows IS 'Rows that were dropped with the partitions of tables that were older than consumption.table.retention.';
COMMENT ON COLUMN pipeline.expired_rows.from_day IS 'The first day, in UTC, of the table''s partition.';
COMMENT ON COLUMN pipeline.expired_rows.to_day IS 'The day behind its last.';
COMMENT ON COLUMN pipeline.expired_rows.kafka_partition IS 'The topic''s partition that the rows came from.';
COMMENT ON COLUMN pipeline.expired_rows.row_count IS 'How many they were.';

SELECT pipeline.grant_roles();
