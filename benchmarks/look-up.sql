-- How long the look-up of one event takes among 50 million rows in 24 monthly partitions, as narrow as events get:
--   createdb look_up; psql -f benchmarks/look-up.sql look_up
-- It needs 8 GB and some minutes. The table has the indexes that a table of events has.
\set ON_ERROR_STOP on
\timing off
SET timezone = 'UTC';
SET synchronous_commit = off;

CREATE TABLE event (
  event_id uuid NOT NULL, occurred_at timestamptz NOT NULL, member_id text NOT NULL, transaction_id text NOT NULL,
  amount numeric(12,2) NOT NULL, kafka_partition integer NOT NULL, kafka_offset bigint NOT NULL,
  loaded_at timestamptz NOT NULL, PRIMARY KEY (occurred_at, event_id)
) PARTITION BY RANGE (occurred_at);

SELECT format('CREATE TABLE event_p%s PARTITION OF event FOR VALUES FROM (%L) TO (%L)',
         to_char(month, 'YYYYMM'), month, month + interval '1 month'),
       format($$INSERT INTO event
                SELECT gen_random_uuid(), %L::timestamptz + i * (interval '28 days' / 2083334), 'm-' || (random() * 1000000)::int,
                       'R-' || (%s * 2083334 + i), 12.50, i %% 3, (%s * 2083334::bigint + i) / 3, now()
                FROM generate_series(0, 2083333) i$$, month, n, n)
FROM (SELECT n, '2024-12-01'::timestamptz + make_interval(months => n) AS month FROM generate_series(0, 23) n) months
\gexec

\timing on
CREATE INDEX event_event_id_idx ON event
  USING brin (event_id uuid_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005'))
  WITH (autosummarize='on', pages_per_range='64');
CREATE INDEX event_transaction_id_idx ON event
  USING brin (transaction_id text_bloom_ops (n_distinct_per_range='5300', false_positive_rate='0.005'))
  WITH (autosummarize='on', pages_per_range='64');
\timing off
VACUUM ANALYZE event;
SELECT pg_size_pretty(sum(pg_total_relation_size(inhrelid))) AS table_and_indexes FROM pg_inherits WHERE inhparent = 'event'::regclass;
SELECT pg_size_pretty(sum(pg_relation_size(inhrelid))) AS filters FROM pg_inherits WHERE inhparent = 'event_event_id_idx'::regclass;

-- As the service asks.
SET enable_seqscan = off;
SET jit = off;
SET max_parallel_workers_per_gather = 0;

CREATE TEMP TABLE looked_up (kind text, ms double precision);
DO $$
DECLARE
  began timestamptz;
  wanted uuid;
  nobody uuid;
  receipt text;
BEGIN
  FOR i IN 1..40 LOOP
    SELECT event_id, transaction_id INTO wanted, receipt FROM event
    WHERE occurred_at >= '2024-12-01'::timestamptz + make_interval(days => (random() * 700)::int) ORDER BY occurred_at LIMIT 1;
    began := clock_timestamp();
    PERFORM * FROM event WHERE event_id = wanted ORDER BY occurred_at LIMIT 20;
    IF i > 20 THEN INSERT INTO looked_up VALUES ('event id', extract(epoch FROM clock_timestamp() - began) * 1000); END IF;
    nobody := gen_random_uuid();
    began := clock_timestamp();
    PERFORM * FROM event WHERE event_id = nobody ORDER BY occurred_at LIMIT 20;
    IF i > 20 THEN INSERT INTO looked_up VALUES ('no such id', extract(epoch FROM clock_timestamp() - began) * 1000); END IF;
    began := clock_timestamp();
    PERFORM * FROM event WHERE transaction_id = receipt ORDER BY occurred_at DESC LIMIT 20;
    IF i > 20 THEN INSERT INTO looked_up VALUES ('receipt', extract(epoch FROM clock_timestamp() - began) * 1000); END IF;
  END LOOP;
END
$$;
SELECT kind, count(*), round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)) AS median_ms,
       round(min(ms)) AS least_ms, round(max(ms)) AS most_ms
FROM looked_up GROUP BY kind ORDER BY kind;
