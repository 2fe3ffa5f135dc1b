package io.loyalty.consumption.proof;

import io.loyalty.consumption.table.FoundRow;
import io.loyalty.consumption.table.PartitionAccount;
import io.loyalty.consumption.table.ProofReader;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.consumption.topic.LogBounds;
import io.loyalty.consumption.topic.LogScan;
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

  /** {@code rowsThere}: how many rows there were of the log's records before. */
  OffsetTally prove(EventType type, LoadedLog loaded, long rowsThere) {
    LogBounds log = loaded.log();
    PartitionAccount account = loaded.account();
    Absent absent = loaded.absent();
    OffsetTally tally = new OffsetTally(loaded.id(), log, account.nextOffset(), Depth.EXACT, true);
    long givenUp = absent.givenUpBefore(log.start());
    long sinceFirst = givenUp - absent.givenUpBefore(Math.min(account.first(), log.start()));
    tally.gone(
        Math.max(0, log.start() - account.first() - absent.lost() - sinceFirst), absent.lost());
    tally.givenUp(givenUp);
    Reading reading = new Reading(type, loaded, tally);
    if (loaded.end() > log.start()) {
      scan.read(loaded.id(), log.start(), loaded.end(), reading::take);
    }
    tally.holes(loaded.end() - log.start() - reading.records);
    tally.unledgered(Math.max(0, absent.unledgered() - reading.missingInGaps));
    if (!loaded.isCutOff()) {
      tally.rowsThere(rowsThere, reading.incomplete);
    }
    return tally;
  }

  /** What was read of one log. */
  private final class Reading {
    private final EventType type;
    private final LoadedLog loaded;
    private final OffsetTally tally;
    private long records;
    private long incomplete;
    private long missingInGaps;

    Reading(EventType type, LoadedLog loaded, OffsetTally tally) {
      this.type = type;
      this.loaded = loaded;
      this.tally = tally;
    }

    void take(List<FetchedRecord> fetched) {
      records += fetched.size();
      tally.records(fetched.size());
      Leftovers left = leftovers(fetched);
      incomplete += left.incomplete().size();
      Set<Long> missing = new TreeSet<>(left.notFound());
      missing.addAll(left.incomplete());
      tally.missing(missing, left.notFound().size());
      missingInGaps += left.notFound().stream().filter(loaded.absent()::isInGap).count();
    }

    private Leftovers leftovers(List<FetchedRecord> fetched) {
      Set<Long> notFound = new TreeSet<>();
      List<RecordKey> keyed = new ArrayList<>();
      for (FetchedRecord record : fetched) {
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
        } else if (!loaded.account().isRowOf(row, key.offset())) {
          elsewhere.add(key.offset());
        } else if (row.children().equals(key.children())) {
          tally.row();
        } else {
          incomplete.add(key.offset());
        }
      }
      Leftovers left = new Leftovers(notFound, elsewhere, incomplete);
      settle(left, loaded, tally);
      Absent absent = loaded.absent();
      Map<Long, RecordKey> keys =
          keyed.stream().collect(Collectors.toMap(RecordKey::offset, Function.identity()));
      tally.expiredInLog(
          taken(
              left.notFound(),
              offset ->
                  keys.containsKey(offset) && absent.isExpired(type.table(), keys.get(offset))));
      tally.givenUpInLog(taken(left.notFound(), absent::isGivenUp));
      return left;
    }
  }

  /** Takes those offsets out, and answers how many they were. */
  private static int taken(Set<Long> offsets, Predicate<Long> which) {
    int before = offsets.size();
    offsets.removeIf(which);
    return before - offsets.size();
  }

  /** The records that are no rows of their own. */
  private record Leftovers(Set<Long> notFound, Set<Long> elsewhere, Set<Long> incomplete) {}

  private void settle(Leftovers left, LoadedLog loaded, OffsetTally tally) {
    Set<Long> asked = new TreeSet<>(left.notFound());
    asked.addAll(left.elsewhere());
    Set<Long> conflicts = warehouse.conflicts(loaded.account(), asked);
    left.elsewhere().removeAll(conflicts);
    left.notFound().removeAll(conflicts);
    Set<Long> deadLetters =
        warehouse.deadLetters(loaded.id().topic(), loaded.account(), left.notFound());
    left.notFound().removeAll(deadLetters);
    tally.others(left.elsewhere().size(), conflicts.size(), deadLetters.size());
  }
}
