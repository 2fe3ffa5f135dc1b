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

  /** {@code lost} of the offsets before the log's start were never loaded. */
  PartitionProof prove(
      EventType type, PartitionId id, LogBounds log, PartitionAccount account, long lost) {
    OffsetTally tally = new OffsetTally();
    tally.gone(Math.max(0, log.start() - account.first() - lost), lost);
    long behind = Math.min(account.nextOffset(), log.end());
    if (behind > log.start()) {
      scan.read(id, log.start(), behind, records -> tally(type, id, log, records, tally));
    }
    return tally.proof(type.name(), id, log, account.nextOffset(), behind);
  }

  private void tally(
      EventType type,
      PartitionId id,
      LogBounds log,
      List<FetchedRecord> records,
      OffsetTally tally) {
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
    settle(new Leftovers(notFound, elsewhere, incomplete), id, log, tally);
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
    Set<Long> missing = new TreeSet<>(left.notFound());
    missing.addAll(left.incomplete());
    tally.missing(missing);
  }
}
