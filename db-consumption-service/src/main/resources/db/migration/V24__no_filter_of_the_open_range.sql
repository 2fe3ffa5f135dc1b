-- An index with filters that is made on an empty table has one of the table's first pages from the start, and each row that
-- goes there would write the whole filter anew. Without it, these pages get their filter like all others: once they are full.
SET LOCAL lock_timeout = '5s';

CREATE FUNCTION pipeline.forget_first_filters(partition regclass)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT brin_desummarize_range(x.indexrelid, 0)
  FROM pg_index x
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_am a ON a.oid = i.relam
  WHERE x.indrelid = partition AND a.amname = 'brin';
$$;
COMMENT ON FUNCTION pipeline.forget_first_filters IS 'Removes the filters of the first pages of a table: for one that is nearly empty.';
REVOKE ALL ON FUNCTION pipeline.forget_first_filters FROM PUBLIC;

CREATE FUNCTION pipeline.make_last_filters(parent regclass, ended_from timestamptz, ended_to timestamptz)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT brin_summarize_new_values(x.indexrelid)
  FROM pg_inherits h
  JOIN pg_class c ON c.oid = h.inhrelid
  JOIN pg_index x ON x.indrelid = c.oid
  JOIN pg_class i ON i.oid = x.indexrelid
  JOIN pg_am a ON a.oid = i.relam
  WHERE h.inhparent = parent AND a.amname = 'brin'
    AND (regexp_match(pg_get_expr(c.relpartbound, c.oid), $bound$TO \('([^']+)'$bound$))[1]::timestamptz
      BETWEEN ended_from AND ended_to;
$$;
COMMENT ON FUNCTION pipeline.make_last_filters IS 'Makes the filters of the last pages of partitions that ended within some time: they will hardly get more rows.';
REVOKE ALL ON FUNCTION pipeline.make_last_filters FROM PUBLIC;

CREATE OR REPLACE FUNCTION pipeline.make_partition(parent regclass, partition_name text, from_day date, to_day date)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '2s'
AS $$
DECLARE
  from_time text := from_day || ' 00:00:00+00';
  to_time   text := to_day || ' 00:00:00+00';
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_class c WHERE c.oid = parent AND c.relkind = 'p' AND c.relnamespace = 'bi'::regnamespace
  ) THEN
    RAISE EXCEPTION '% is not a partitioned table of events', parent USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(parent::text, 0));
  IF EXISTS (
    SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = parent AND c.relname = partition_name
  ) THEN
    RETURN false;
  END IF;
  EXECUTE format(
    'CREATE TABLE bi.%I (LIKE %s INCLUDING ALL, CONSTRAINT within CHECK (occurred_at >= %L AND occurred_at < %L))',
    partition_name, parent, from_time, to_time);
  EXECUTE format(
    'ALTER TABLE %s ATTACH PARTITION bi.%I FOR VALUES FROM (%L) TO (%L)', parent, partition_name, from_time, to_time);
  -- The bounds of the partition say the same; a check would cost every row.
  EXECUTE format('ALTER TABLE bi.%I DROP CONSTRAINT within', partition_name);
  PERFORM pipeline.forget_first_filters(format('bi.%I', partition_name)::regclass);
  IF from_day > current_date THEN
    BEGIN
      PERFORM pipeline.make_last_filters(parent, now() - interval '100 days', now() - interval '3 days');
    EXCEPTION WHEN lock_not_available THEN
      NULL; -- Autovacuum is at work there. The next partition that is made ahead tries again.
    END;
  END IF;
  RETURN true;
END
$$;

-- 64 pages: as many as a filter is of.
SELECT pipeline.forget_first_filters(c.oid)
FROM pg_class c
WHERE c.relnamespace = 'bi'::regnamespace AND c.relkind = 'r' AND c.relispartition
  AND pg_relation_size(c.oid) < 64 * current_setting('block_size')::bigint;
