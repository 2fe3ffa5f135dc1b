-- How fresh each event type is, also while nothing commits.
SET LOCAL lock_timeout = '5s';

CREATE TABLE pipeline.log_end (
  topic      text NOT NULL,
  partition  integer NOT NULL,
  end_offset bigint NOT NULL,
  seen_at    timestamptz NOT NULL,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);
COMMENT ON TABLE pipeline.log_end IS 'Where the log of each partition ended when Kafka was last asked; noted beside the load, which may be held.';
COMMENT ON COLUMN pipeline.log_end.end_offset IS 'The offset behind the last record.';
COMMENT ON COLUMN pipeline.log_end.seen_at IS 'When Kafka was asked.';

CREATE FUNCTION pipeline.latest_event(event_type text) RETURNS timestamptz
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  events regclass := to_regclass('bi.' || quote_ident(replace(event_type, '-', '_')));
  latest timestamptz;
BEGIN
  IF events IS NOT NULL THEN
    EXECUTE format('SELECT max(occurred_at) FROM %s', events) INTO latest;
  END IF;
  RETURN latest;
END
$$;
COMMENT ON FUNCTION pipeline.latest_event IS 'When the latest event of the type occurred that is in its table, by its index; null without one.';

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
  FROM pipeline.dead_letter
  GROUP BY 1
) d ON d.event_type = o.event_type;
COMMENT ON VIEW pipeline.freshness IS 'Per event type: all that Kafka took before loaded_through is in the warehouse.';
COMMENT ON COLUMN pipeline.freshness.behind IS 'How long ago that was; some seconds where nothing is to be loaded. It grows while nothing can be loaded or committed.';
COMMENT ON COLUMN pipeline.freshness.latest_load IS 'When records were last loaded.';
COMMENT ON COLUMN pipeline.freshness.open_dead_letters IS 'Dead letters of the type, of ingestion and of the load.';
COMMENT ON COLUMN pipeline.freshness.latest_event IS 'When the latest event in the table occurred.';
COMMENT ON COLUMN pipeline.freshness.lag_records IS 'Records that Kafka had, when it was last asked, and that are not loaded now.';
COMMENT ON COLUMN pipeline.freshness.lag_seconds IS 'With a lag, how long ago all was loaded; else 0.';
COMMENT ON COLUMN pipeline.freshness.lag_seen_at IS 'When Kafka was last asked, in the partition that it was asked for longest ago.';

SELECT pipeline.grant_roles();
