package io.loyalty.endtoend.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.endtoend.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Accounts for every event sent to a programme, by event id: each distinct event is exactly one row
 * or one dead letter, the tables contain nothing else, and the ledger explains every record of
 * every topic. A deep reconciliation by the service must also find nothing unaccounted for.
 */
public final class Accounting {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int EVENTS_PER_SECOND = 200;

  private final Programme programme;
  private final Warehouse warehouse;

  Accounting(Programme programme) {
    this.programme = programme;
    this.warehouse = programme.warehouse();
  }

  /** Returns the id of the dead letter with these bytes. */
  public static String deadLetterId(String original) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(original.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void settle() throws SQLException {
    try (TopicEnds ends = new TopicEnds(programme)) {
      await("queue and topics are worked off")
          .atMost(PATIENCE.plusSeconds(programme.sent().size() / EVENTS_PER_SECOND))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> programme.queued() == 0 && ends.now().equals(ledgered()));
      for (String type : SampleEvents.types()) {
        everyValidEventIsOneRow(type);
      }
      everyInvalidEventIsOneDeadLetter();
      everyRecordIsExplained();
      everyOffsetIsReconciled(ends.now());
    }
  }

  /** Returns, by topic, the number of offsets in the ledger of the live load. */
  private Map<String, Long> ledgered() throws SQLException {
    return warehouse
        .query(
            "SELECT topic, sum(records + holes) FROM pipeline.load_ledger WHERE run = 'live' GROUP"
                + " BY topic")
        .stream()
        .collect(Collectors.toMap(row -> row.get(0), row -> Long.valueOf(row.get(1))));
  }

  private void everyValidEventIsOneRow(String type) throws SQLException {
    Set<String> expected =
        programme.sent().stream()
            .filter(event -> event.valid() && event.type().equals(type))
            .map(SampleEvent::id)
            .collect(Collectors.toSet());
    Map<String, Integer> rows = warehouse.rowsById(type);
    assertThat(rows.keySet()).as("ids in the table of %s", type).isEqualTo(expected);
    assertThat(rows.values()).as("rows of each id of %s", type).allMatch(count -> count == 1);
  }

  private void everyInvalidEventIsOneDeadLetter() throws SQLException {
    Set<String> expected =
        programme.sent().stream()
            .filter(event -> !event.valid())
            .map(event -> deadLetterId(event.json()))
            .collect(Collectors.toSet());
    List<String> found =
        warehouse.query("SELECT dead_letter_id FROM pipeline.dead_letter").stream()
            .map(row -> row.get(0))
            .toList();
    assertThat(found).as("dead letters").containsExactlyInAnyOrderElementsOf(expected);
  }

  private void everyRecordIsExplained() throws SQLException {
    List<String> sums =
        warehouse
            .query(
                """
                SELECT sum(records), sum(inserted), sum(duplicates), sum(conflicts), sum(dead_lettered), sum(holes)
                FROM pipeline.load_ledger WHERE run = 'live'""")
            .get(0);
    long records = Long.parseLong(sums.get(0));
    long inserted = Long.parseLong(sums.get(1));
    long duplicates = Long.parseLong(sums.get(2));
    long distinct = programme.sent().stream().map(Accounting::identity).distinct().count();
    assertThat(inserted).as("records that became a row or a dead letter").isEqualTo(distinct);
    assertThat(duplicates).as("all others are duplicates").isEqualTo(records - distinct);
    assertThat(sums.subList(3, 6)).as("conflicts, refused by the load, holes").containsOnly("0");
    assertThat(records)
        .as("records on topics: at least one for each event sent")
        .isGreaterThanOrEqualTo(programme.sent().size());
  }

  /** Runs the service's own reconciliation, which reads every record again. */
  private void everyOffsetIsReconciled(Map<String, Long> ends) {
    List<String> unaccounted = new ArrayList<>();
    long offsets = 0;
    for (JsonNode partition : programme.api().reconcileDeep().path("partitions")) {
      long end = partition.path("logEnd").asLong();
      long looked = partition.path("records").asLong() + partition.path("holes").asLong();
      offsets += looked;
      if (partition.path("unaccounted").asLong() > 0
          || looked != end - partition.path("logStart").asLong()) {
        unaccounted.add(
            "%s-%d: %d unaccounted for, offsets %s; %d of %d offsets looked at"
                .formatted(
                    partition.path("topic").asString(),
                    partition.path("partition").asInt(),
                    partition.path("unaccounted").asLong(),
                    partition.path("missing"),
                    looked,
                    end));
      }
    }
    assertThat(unaccounted).as("partitions that do not reconcile").isEmpty();
    assertThat(offsets)
        .as("offsets reconciled")
        .isEqualTo(ends.values().stream().mapToLong(Long::longValue).sum());
  }

  private static String identity(SampleEvent event) {
    return event.valid() ? event.id() : deadLetterId(event.json());
  }
}
