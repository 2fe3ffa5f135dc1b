-- What became of all records of each topic, so that nobody sums the ledger, which has rows of years, to show it.
SET LOCAL lock_timeout = '5s';

-- Loads wait until the sums are here, so that no transaction comes between them and the triggers.
LOCK TABLE pipeline.load_ledger IN SHARE ROW EXCLUSIVE MODE;

CREATE TABLE pipeline.load_total (
  topic         text NOT NULL,
  partition     integer NOT NULL,
  records       bigint NOT NULL,
  inserted      bigint NOT NULL,
  duplicates    bigint NOT NULL,
  conflicts     bigint NOT NULL,
  dead_lettered bigint NOT NULL,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);
COMMENT ON TABLE pipeline.load_total IS 'The sums of the live load in pipeline.load_ledger; kept by triggers there, in the transaction that changes the ledger.';
COMMENT ON COLUMN pipeline.load_total.topic IS 'The topic.';
COMMENT ON COLUMN pipeline.load_total.partition IS 'Its partition: loads of different partitions do not wait for each other. The logs of a topic that was made again are together.';
COMMENT ON COLUMN pipeline.load_total.records IS 'Records read.';
COMMENT ON COLUMN pipeline.load_total.inserted IS 'Records that became rows.';
COMMENT ON COLUMN pipeline.load_total.duplicates IS 'Records whose event was there, the same in every respect.';
COMMENT ON COLUMN pipeline.load_total.conflicts IS 'Records whose event was there, but with another content.';
COMMENT ON COLUMN pipeline.load_total.dead_lettered IS 'Records that the load refused.';

INSERT INTO pipeline.load_total (topic, partition, records, inserted, duplicates, conflicts, dead_lettered)
SELECT topic, partition, sum(records), sum(inserted), sum(duplicates), sum(conflicts), sum(dead_lettered)
FROM pipeline.load_ledger
WHERE run = 'live'
GROUP BY topic, partition;

-- By triggers, not by the load's statement: instances of the version before load on while this one is rolled out, and the
-- ledger may be mended by hand. In the order of the key, so that two who change the same rows do not deadlock.
CREATE FUNCTION pipeline.note_load_totals() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN
      INSERT INTO pipeline.load_total AS t (topic, partition, records, inserted, duplicates, conflicts, dead_lettered)
      SELECT topic, partition, sum(records), sum(inserted), sum(duplicates), sum(conflicts), sum(dead_lettered)
      FROM added
      WHERE run = 'live'
      GROUP BY topic, partition
      ORDER BY topic, partition
      ON CONFLICT (topic, partition) DO UPDATE
      SET records = t.records + excluded.records,
          inserted = t.inserted + excluded.inserted,
          duplicates = t.duplicates + excluded.duplicates,
          conflicts = t.conflicts + excluded.conflicts,
          dead_lettered = t.dead_lettered + excluded.dead_lettered;
    WHEN 'UPDATE' THEN
      INSERT INTO pipeline.load_total AS t (topic, partition, records, inserted, duplicates, conflicts, dead_lettered)
      SELECT topic, partition, sum(sign * records), sum(sign * inserted), sum(sign * duplicates), sum(sign * conflicts),
             sum(sign * dead_lettered)
      FROM (SELECT 1 AS sign, * FROM added UNION ALL SELECT -1, * FROM removed) changed
      WHERE run = 'live'
      GROUP BY topic, partition
      ORDER BY topic, partition
      ON CONFLICT (topic, partition) DO UPDATE
      SET records = t.records + excluded.records,
          inserted = t.inserted + excluded.inserted,
          duplicates = t.duplicates + excluded.duplicates,
          conflicts = t.conflicts + excluded.conflicts,
          dead_lettered = t.dead_lettered + excluded.dead_lettered;
    WHEN 'DELETE' THEN
      UPDATE pipeline.load_total t
      SET records = t.records - r.records,
          inserted = t.inserted - r.inserted,
          duplicates = t.duplicates - r.duplicates,
          conflicts = t.conflicts - r.conflicts,
          dead_lettered = t.dead_lettered - r.dead_lettered
      FROM (
        SELECT topic, partition, sum(records) AS records, sum(inserted) AS inserted, sum(duplicates) AS duplicates,
               sum(conflicts) AS conflicts, sum(dead_lettered) AS dead_lettered
        FROM removed
        WHERE run = 'live'
        GROUP BY topic, partition
      ) r
      WHERE t.topic = r.topic AND t.partition = r.partition;
    WHEN 'TRUNCATE' THEN
      DELETE FROM pipeline.load_total;
  END CASE;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION pipeline.note_load_totals IS 'Keeps pipeline.load_total.';
REVOKE ALL ON FUNCTION pipeline.note_load_totals FROM PUBLIC;
CREATE TRIGGER note_added AFTER INSERT ON pipeline.load_ledger
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION pipeline.note_load_totals();
CREATE TRIGGER note_changed AFTER UPDATE ON pipeline.load_ledger
REFERENCING OLD TABLE AS removed NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION pipeline.note_load_totals();
CREATE TRIGGER note_removed AFTER DELETE ON pipeline.load_ledger
REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION pipeline.note_load_totals();
CREATE TRIGGER note_emptied AFTER TRUNCATE ON pipeline.load_ledger
FOR EACH STATEMENT EXECUTE FUNCTION pipeline.note_load_totals();

INSERT INTO pipeline.pipeline_right (table_name, role_name, rights)
VALUES ('load_total', 'bi_reader', 'SELECT'), ('load_total', 'bi_reader_personal', 'SELECT');

SELECT pipeline.grant_roles();
