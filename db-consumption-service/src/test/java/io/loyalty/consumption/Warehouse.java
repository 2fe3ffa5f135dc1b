package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a programme's warehouse. */
record Warehouse(JdbcClient jdbc, String prefix) {

  /** Counts the outcomes of a topic's records in the live load, without replays. */
  record Account(long records, long inserted, long duplicates, long conflicts, long deadLettered) {
    static final Account EMPTY = new Account(0, 0, 0, 0, 0);
  }

  long count(String sql) {
    return jdbc.sql("SELECT count(*) FROM " + sql).query(Long.class).single();
  }

  void change(String sql) {
    jdbc.sql(sql).update();
  }

  Account account(String type) {
    return jdbc.sql(
            """
            SELECT sum(records) AS records, sum(inserted) AS inserted, sum(duplicates) AS duplicates,
                   sum(conflicts) AS conflicts, sum(dead_lettered) AS dead_lettered
            FROM pipeline.load_ledger WHERE topic = ? AND run = 'live' GROUP BY topic""")
        .param(prefix + "." + type)
        .query(Account.class)
        .optional()
        .orElse(Account.EMPTY);
  }

  /** Waits until this number of records of the type is loaded, and returns their outcomes. */
  Account awaitRecords(String type, long records) {
    await(type)
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(DataAccessException.class)
        .untilAsserted(() -> assertThat(account(type).records()).isEqualTo(records));
    return account(type);
  }

  /** Checks that every offset from the log's start to the stored one is in the ledger once. */
  void assertLedgerIsContiguous() {
    assertThat(hoursWhoseFirstOffset("<> expected")).isEmpty();
    assertLedgerReachesTheStoredOffsets();
  }

  /**
   * Checks that every offset from the log's start to the stored one is in the ledger; it may be
   * there more than once if a stored offset was set back.
   */
  void assertLedgerHasNoGap() {
    assertThat(hoursWhoseFirstOffset("> expected")).isEmpty();
    assertLedgerReachesTheStoredOffsets();
  }

  private List<Map<String, Object>> hoursWhoseFirstOffset(String isWrong) {
    return jdbc.sql(
            """
            SELECT topic, partition, from_offset, to_offset, expected
            FROM (
              SELECT *, coalesce(lag(to_offset) OVER w, 0) AS expected
              FROM pipeline.load_ledger
              WHERE run = 'live'
              WINDOW w AS (PARTITION BY topic, topic_id, partition ORDER BY hour)
            ) l
            WHERE from_offset %s"""
                .formatted(isWrong))
        .query()
        .listOfRows();
  }

  private void assertLedgerReachesTheStoredOffsets() {
    assertTotalsAreTheLedgers();
    assertThat(
            count(
                """
                pipeline.load_offset o JOIN (
                  SELECT topic, topic_id, partition, max(to_offset) AS to_offset
                  FROM pipeline.load_ledger WHERE run = 'live' GROUP BY 1, 2, 3
                ) l USING (topic, topic_id, partition)
                WHERE o.next_offset <> l.to_offset"""))
        .isZero();
  }

  /** Checks that the totals of each partition are what all hours of its ledger add up to. */
  void assertTotalsAreTheLedgers() {
    assertThat(
            jdbc.sql(
                    """
                    SELECT * FROM (
                      SELECT topic, partition, sum(records) AS records, sum(inserted) AS inserted,
                             sum(duplicates) AS duplicates, sum(conflicts) AS conflicts,
                             sum(dead_lettered) AS dead_lettered
                      FROM pipeline.load_ledger WHERE run = 'live' GROUP BY 1, 2
                    ) l FULL JOIN pipeline.load_total t
                      USING (topic, partition, records, inserted, duplicates, conflicts, dead_lettered)
                    WHERE l IS NULL OR t IS NULL""")
                .query()
                .listOfRows())
        .as("partitions whose totals are not those of the ledger")
        .isEmpty();
  }

  /** Returns the rows of every event table, sorted, by table. */
  Map<String, String> contents() {
    return contents("true");
  }

  /** Returns the rows that match a condition. */
  Map<String, String> contents(String where) {
    Map<String, String> contents = new TreeMap<>();
    for (String table :
        jdbc.sql(
                """
                SELECT relname FROM pg_class
                WHERE relnamespace = 'bi'::regnamespace AND relkind = 'p'""")
            .query(String.class)
            .list()) {
      contents.put(
          table,
          jdbc.sql(
                  """
                  SELECT count(*) || ':' || coalesce(md5(string_agg(h, '' ORDER BY h)), '')
                  FROM (
                    SELECT md5((to_jsonb(t) - 'loaded_at')::text) AS h FROM bi.%s t WHERE %s
                  ) x"""
                      .formatted(table, where))
              .query(String.class)
              .single());
    }
    return contents;
  }

  /** Returns the second column by event id; fails if an id occurs twice. */
  Map<UUID, Object> contentsById(String sql) {
    return jdbc
        .sql(sql)
        .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2)))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Checks that the type's table has, for each day, as many rows as the ledger counts. */
  void assertRowsAreAccountedFor(String type) {
    assertThat(count("bi." + type.replace('-', '_'))).isEqualTo(account(type).inserted());
    assertThat(
            jdbc.sql(
                    """
                    SELECT * FROM (
                      SELECT kafka_partition, (occurred_at AT TIME ZONE 'UTC')::date AS day, count(*)
                      FROM bi.%s GROUP BY 1, 2
                    ) r FULL JOIN (
                      SELECT kafka_partition, day, inserted FROM pipeline.day_change
                      WHERE event_type = ? AND run = 'live'
                    ) d USING (kafka_partition, day)
                    WHERE r.count IS DISTINCT FROM d.inserted"""
                        .formatted(type.replace('-', '_')))
                .param(type)
                .query()
                .listOfRows())
        .as("days whose rows are not the ones that pipeline.day_change has")
        .isEmpty();
    assertLedgerIsContiguous();
  }

  /** Checks that each run's changed days count as many rows as its ledger counts insertions. */
  void assertChangedDaysMatchTheLedger() {
    assertThat(
            jdbc.sql(
                    """
                    SELECT * FROM (
                      SELECT substring(topic FROM '[^.]+$') AS event_type, run, partition AS kafka_partition,
                             sum(inserted) AS records
                      FROM pipeline.load_ledger WHERE topic NOT LIKE '%.dead-letter%' GROUP BY 1, 2, 3
                    ) l FULL JOIN (
                      SELECT event_type, run, kafka_partition, sum(inserted + updated) AS rows
                      FROM pipeline.day_change GROUP BY 1, 2, 3
                    ) d USING (event_type, run, kafka_partition)
                    WHERE coalesce(l.records, 0) <> coalesce(d.rows, 0)""")
                .query()
                .listOfRows())
        .as("runs whose ledger has other counts than pipeline.day_change")
        .isEmpty();
  }
}
