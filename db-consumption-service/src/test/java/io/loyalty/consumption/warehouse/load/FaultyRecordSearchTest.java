package io.loyalty.consumption.warehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.consumption.batch.CopyRows;
import io.loyalty.consumption.batch.PartitionRange;
import io.loyalty.consumption.batch.RefusedRecord;
import io.loyalty.consumption.batch.TopicBatch;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.PartitionLog;
import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.schemas.contract.EventCatalogue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Tests the search with a warehouse that only stores offsets and moves them as the real one does.
 */
class FaultyRecordSearchTest {
  private static final MappedType TYPE =
      MappedType.of(EventCatalogue.fromClasspath().find("coupon-redeemed").orElseThrow());
  private static final String SECRET = "kim@example.com";

  private final Map<String, Long> offsets = new TreeMap<>();
  private final List<String> records = new ArrayList<>();
  private final FaultyRecordSearch search = new FaultyRecordSearch(this::write);
  private Predicate<List<String>> faulty = records -> false;

  @Test
  void writesABatchWithoutFaultInOneTransaction() throws SQLException {
    List<Integer> sizes = new ArrayList<>();
    LoadOutcome outcome =
        new FaultyRecordSearch(
                loads -> {
                  sizes.add(loads.size());
                  return write(loads);
                })
            .write(List.of(load("a", 0, 10), load("b", 0, 10)));

    assertThat(outcome.isWhole()).isTrue();
    assertThat(sizes).containsExactly(2);
  }

  @Test
  void stopsOnePartitionBeforeTheRecordThatThrows_andLoadsAllElse() throws SQLException {
    faulty = records -> records.contains("a-1@7");

    LoadOutcome outcome =
        search.write(List.of(load("a", 0, 10, 1, 10, 2, 10), load("b", 0, 10, 1, 10)));

    assertThat(offsets)
        .isEqualTo(Map.of("a-0", 10L, "a-1", 7L, "a-2", 10L, "b-0", 10L, "b-1", 10L));
    assertThat(records).hasSize(47).doesNotHaveDuplicates().doesNotContain("a-1@7");
    assertThat(outcome.faulty()).hasSize(1);
    assertThat(outcome.faulty().get(0).id()).isEqualTo(new PartitionId("a", 1));
    assertThat(outcome.faulty().get(0).reason())
        .startsWith("unexpected IllegalStateException while writing the record at offset 7, at ")
        .doesNotContain(SECRET);
    assertThat(loadedTo(outcome)).isEqualTo(offsets);
    assertThat(outcome.isWhole()).isFalse();
  }

  @Test
  void holdsEveryPartitionThatThrows() throws SQLException {
    faulty = records -> records.stream().anyMatch(each -> each.startsWith("a-"));

    LoadOutcome outcome = search.write(List.of(load("a", 0, 10, 1, 10), load("b", 0, 10)));

    assertThat(offsets).isEqualTo(Map.of("b-0", 10L));
    assertThat(outcome.faulty())
        .extracting(each -> each.id().toString())
        .containsExactly("a-0", "a-1");
  }

  @Test
  void loadsAll_whereNoPartThrowsByItself() throws SQLException {
    faulty = records -> records.contains("a-0@3") && records.contains("b-1@4");

    LoadOutcome outcome = search.write(List.of(load("a", 0, 10), load("b", 0, 10, 1, 10)));

    assertThat(outcome.isWhole()).isTrue();
    assertThat(records).hasSize(30).doesNotHaveDuplicates();
    assertThat(loadedTo(outcome)).isEqualTo(Map.of("a-0", 10L, "b-0", 10L, "b-1", 10L));
  }

  @Test
  void holdsAPartitionWholeWhoseRecordsCantBeCounted() throws SQLException {
    faulty = records -> records.contains("a-0@3");
    TopicLoad load = load("a", 0, 10);
    PartitionRange withSkipped = new PartitionRange(new PartitionId("a", 0), 0, 12, 12, 2, -1);

    LoadOutcome outcome =
        search.write(
            List.of(
                load.with(batch("a", List.of(withSkipped), load.batch().refused(), List.of()))));

    assertThat(offsets).isEmpty();
    assertThat(outcome.faulty().get(0).reason()).contains("while writing offsets 0 to 11");
  }

  @Test
  void holdsThePartitions_whoseBufferIsBroken() throws SQLException {
    faulty = records -> records.stream().anyMatch(each -> each.startsWith("a-"));
    TopicLoad load = load("a", 0, 10, 1, 10);
    CopyRows broken = new CopyRows(TYPE.table(), List.of("event_id"), 3, new byte[21], 21);
    TopicLoad uncut =
        load.with(batch("a", load.batch().partitions(), load.batch().refused(), List.of(broken)));

    LoadOutcome outcome = search.write(List.of(uncut, load("b", 0, 10)));

    assertThat(offsets).isEqualTo(Map.of("b-0", 10L));
    assertThat(outcome.faulty()).hasSize(2);
  }

  @Test
  void isStale_whereAnotherInstanceHasLoadedAPart() throws SQLException {
    faulty =
        records -> {
          if (records.stream().allMatch(each -> each.startsWith("a-0"))) {
            offsets.put("a-1", 5L);
          }
          return records.contains("a-0@3");
        };

    LoadOutcome outcome = search.write(List.of(load("a", 0, 10, 1, 10, 2, 10)));

    assertThat(outcome.result()).isEqualTo(LoadOutcome.Result.STALE);
    assertThat(offsets).isEqualTo(Map.of("a-0", 3L, "a-1", 5L));
  }

  @Test
  void endsAtAFaultOfTheDatabase() {
    assertThatThrownBy(
            () ->
                new FaultyRecordSearch(
                        loads -> {
                          if (loads.size() > 1) {
                            throw new IllegalStateException(SECRET);
                          }
                          throw new SQLException("gone", "08006");
                        })
                    .write(List.of(load("a", 0, 10), load("b", 0, 10))))
        .isInstanceOf(SQLException.class)
        .hasMessage("gone");
  }

  /** Moves all offsets, or none. */
  private LoadOutcome write(List<TopicLoad> loads) {
    Map<String, Long> moved = new HashMap<>();
    List<String> written = new ArrayList<>();
    List<PartitionRange> ranges = new ArrayList<>();
    for (TopicLoad load : loads) {
      TopicBatch batch = load.batch();
      batch.refused().forEach(each -> written.add(name(each.id())));
      for (PartitionRange range : batch.partitions()) {
        String partition = range.id().toString();
        if (offsets.getOrDefault(partition, 0L) != range.from()) {
          return new LoadOutcome(
              LoadOutcome.Result.STALE, List.of(), Map.of(), List.of(), List.of());
        }
        assertThat(range.records() - range.skipped())
            .as("records of %s", partition)
            .isEqualTo(
                batch.refused().stream()
                    .filter(each -> each.id().partition().equals(range.id()))
                    .count());
        moved.put(partition, range.to());
        ranges.add(range);
      }
    }
    if (faulty.test(written)) {
      throw new IllegalStateException(SECRET);
    }
    offsets.putAll(moved);
    records.addAll(written);
    return new LoadOutcome(LoadOutcome.Result.COMMITTED, ranges, Map.of(), List.of(), List.of());
  }

  private static Map<String, Long> loadedTo(LoadOutcome outcome) {
    Map<String, Long> to = new TreeMap<>();
    outcome.loaded().forEach(each -> to.put(each.id().toString(), each.to()));
    return to;
  }

  /** Creates a load from pairs of a partition and its number of records, from offset 0 on. */
  private static TopicLoad load(String topic, int... partitions) {
    List<PartitionRange> ranges = new ArrayList<>();
    List<RefusedRecord> refused = new ArrayList<>();
    Map<Integer, PartitionLog> logs = new HashMap<>();
    for (int i = 0; i < partitions.length; i += 2) {
      int partition = partitions[i];
      int size = partitions[i + 1];
      ranges.add(new PartitionRange(new PartitionId(topic, partition), 0, size, size, 0, -1));
      logs.put(partition, new PartitionLog(UUID.randomUUID(), OptionalInt.empty()));
      LongStream.range(0, size)
          .mapToObj(offset -> new RecordId(new PartitionId(topic, partition), offset))
          .map(at -> new RefusedRecord(at, "malformed-record", "is none", null))
          .forEach(refused::add);
    }
    return new TopicLoad(batch(topic, ranges, refused, List.of()), TYPE, logs);
  }

  private static TopicBatch batch(
      String topic,
      List<PartitionRange> ranges,
      List<RefusedRecord> refused,
      List<CopyRows> parents) {
    return new TopicBatch(topic, ranges, parents, List.of(), refused, new TreeMap<>(), List.of());
  }

  private static String name(RecordId at) {
    return at.toString();
  }
}
