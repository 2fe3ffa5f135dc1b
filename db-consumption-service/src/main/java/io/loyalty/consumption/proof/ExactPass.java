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
import java.util.stream.Collectors;

/**
 * Reads the log of a partition again and looks for each record's own event in the table, some
 * thousands at a time. Not thread-safe.
 */
final class ExactPass {
  private final LogScan scan;
  private final KeyDecoding keys;
  private final ProofReader warehouse;

  ExactPass(LogScan scan, KeyDecoding keys, ProofReader warehouse) {
    this.scan = scan;
    this.keys = keys;
    this.warehouse = warehouse;
  }

  PartitionProof prove(
      EventType type, PartitionId id, LogBounds log, PartitionAccount account, Unread unread) {
    OffsetTally tally = new OffsetTally();
    long givenUp = unread.givenUpBefore(log.start());
    long sinceFirst = givenUp - unread.givenUpBefore(Math.min(account.first(), log.start()));
    tally.gone(
        Math.max(0, log.start() - account.first() - unread.lost() - sinceFirst), unread.lost());
    tally.givenUp(givenUp);
    long behind = Math.min(account.nextOffset(), log.end());
    if (behind > log.start()) {
      scan.read(id, log.start(), behind, records -> tally(type, id, log, records, tally, unread));
    }
    return tally.proof(type.name(), id, log, account.nextOffset(), behind);
  }

  private void tally(
      EventType type,
      PartitionId id,
      LogBounds log,
      List<FetchedRecord> records,
      OffsetTally tally,
      Unread unread) {
    tally.records(records.size());
    Set<Long> notFound = new TreeSet<>();
    List<RecordKey> keyed = new ArrayList<>();
    for (FetchedRecord record : records) {
      Optional<RecordKey> key = keys.decode(type.table(), record);
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
    Set<Long> givenUp =
        left.notFound().stream().filter(unread::isGivenUp).collect(Collectors.toSet());
    left.notFound().removeAll(givenUp);
    tally.givenUpInLog(givenUp.size());
    Set<Long> missing = new TreeSet<>(left.notFound());
    missing.addAll(left.incomplete());
    tally.missing(missing);
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
