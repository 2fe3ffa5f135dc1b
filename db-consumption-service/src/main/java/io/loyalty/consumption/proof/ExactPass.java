package io.loyalty.consumption.proof;

import io.loyalty.consumption.table.FoundRow;
import io.loyalty.consumption.table.PartitionAccount;
import io.loyalty.consumption.table.ProofReader;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.consumption.topic.LogBounds;
import io.loyalty.consumption.topic.LogScan;
import io.loyalty.consumption.topic.PartitionId;
import io.loyalty.schemas.catalogue.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads the log of a partition again and looks for each record's own event in the table, some
 * thousands at a time. Not thread-safe.
 */
final class ExactPass {
  private final LogScan scan;
  private final KeyDecoding decoding;
  private final ProofReader warehouse;

  ExactPass(LogScan scan, KeyDecoding keys, ProofReader warehouse) {
    this.scan = scan;
    this.decoding = keys;
    this.warehouse = warehouse;
  }

  PartitionProof prove(
      EventType type, PartitionId id, LogBounds log, PartitionAccount account, Absent absent) {
    OffsetTally tally = new OffsetTally();
    long givenUp = absent.givenUpBefore(log.start());
    long sinceFirst = givenUp - absent.givenUpBefore(Math.min(account.first(), log.start()));
    tally.gone(
        Math.max(0, log.start() - account.first() - absent.lost() - sinceFirst), absent.lost());
    tally.givenUp(givenUp);
    long behind = Math.min(account.nextOffset(), log.end());
    if (behind > log.start()) {
      scan.read(id, log.start(), behind, records -> tally(type, id, log, records, tally, absent));
    }
    return tally.proof(type.name(), id, log, account.nextOffset(), behind);
  }

  private void tally(
      EventType type,
      PartitionId id,
      LogBounds log,
      List<FetchedRecord> records,
      OffsetTally tally,
      Absent absent) {
    tally.records(records.size());
    Set<Long> notFound = new TreeSet<>();
    List<RecordKey> keyed = new ArrayList<>();
    for (FetchedRecord record : records) {
      Optional<RecordKey> key = decoding.decode(type.table(), record);
      key.ifPresentOrElse(keyed::add, () -> notFound.add(record.offset()));
    }
    Set<Long> elsewhere = new TreeSet<>();
    Set<Long> incomplete = new TreeSet<>();
    Map<Integer, FoundRow> found =
        warehouse.find(type.table(), keyed.stream().map(RecordKey::values).toList());
    for (int place = 0; place < keyed.size(); place++) {
      RecordKey key = keyed.get(place);
      FoundRow row = found.get(place);
      if (row == null) {
        notFound.add(key.offset());
      } else if (row.partition() != id.partition() || row.offset() != key.offset()) {
        elsewhere.add(key.offset());
      } else if (row.children().equals(key.children())) {
        tally.row();
      } else {
        incomplete.add(key.offset());
      }
    }
    Leftovers left = new Leftovers(notFound, elsewhere, incomplete);
    settle(left, id, log, tally);
    Map<Long, RecordKey> keys =
        keyed.stream().collect(Collectors.toMap(RecordKey::offset, Function.identity()));
    tally.expiredInLog(
        taken(
            left.notFound(),
            offset ->
                keys.containsKey(offset) && absent.isExpired(type.table(), keys.get(offset))));
    tally.givenUpInLog(taken(left.notFound(), absent::isGivenUp));
    Set<Long> missing = new TreeSet<>(left.notFound());
    missing.addAll(left.incomplete());
    tally.missing(missing);
  }

  /** Takes those offsets out, and answers how many they were. */
  private static int taken(Set<Long> offsets, Predicate<Long> which) {
    int before = offsets.size();
    offsets.removeIf(which);
    return before - offsets.size();
  }

  /** The records that are no rows of their own. */
  private record Leftovers(Set<Long> notFound, Set<Long> elsewhere, Set<Long> incomplete) {}

  private void settle(Leftovers left, PartitionId id, LogBounds log, OffsetTally tally) {
    Set<Long> asked = new TreeSet<>(left.notFound());
    asked.addAll(left.elsewhere());
    Set<Long> conflicts = warehouse.conflicts(log.topicId(), id.partition(), asked);
    left.elsewhere().removeAll(conflicts);
    left.notFound().removeAll(conflicts);
    Set<Long> deadLetters = warehouse.deadLetters(id.topic(), id.partition(), left.notFound());
    left.notFound().removeAll(deadLetters);
    tally.others(left.elsewhere().size(), conflicts.size(), deadLetters.size());
  }
}
