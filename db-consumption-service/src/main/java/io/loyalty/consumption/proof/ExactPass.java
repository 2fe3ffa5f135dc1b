package io.loyalty.consumption.proof;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.consumption.topic.LogOutOfRangeException;
import io.loyalty.consumption.topic.LogScan;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.proof.FoundRow;
import io.loyalty.consumption.warehouse.proof.OrderedRows;
import io.loyalty.consumption.warehouse.proof.PartitionAccount;
import io.loyalty.consumption.warehouse.proof.ProofReader;
import io.loyalty.consumption.warehouse.proof.StoredRow;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Reads the log of a partition again beside the rows that were made of its records, and looks up
 * the event of a record without such a row in the table, in chunks of some thousands. Not
 * thread-safe.
 */
final class ExactPass {
  private final LogScan scan;
  private final KeyDecoding decoding;
  private final ProofReader warehouse;
  private final ReconcileProgress progress;

  ExactPass(LogScan scan, KeyDecoding keys, ProofReader warehouse, ReconcileProgress progress) {
    this.scan = scan;
    this.decoding = keys;
    this.warehouse = warehouse;
    this.progress = progress;
  }

  ReconcileProgress progress() {
    return progress;
  }

  /**
   * Returns the outcome of the log's offsets; all are unproven if the log cannot be read.
   *
   * @param rows the rows of the topic's logs, which lower partitions have passed
   */
  OffsetTally prove(MappedType type, LoadedLog loaded, OrderedRows rows) {
    try {
      return read(type, loaded, rows);
    } catch (LogOutOfRangeException
        | DatabaseUnavailableException
        | TopicUnavailableException
        | RegistryUnavailableException
        | ReconcileAbandonedException e) {
      // These faults are transient and may occur in every partition.
      throw e;
    } catch (RuntimeException e) {
      OffsetTally tally = begun(loaded, Depth.NONE);
      tally.unproven(
          loaded.end() - loaded.log().start(), Unread.reason(e, "reading " + loaded.id()));
      return tally;
    }
  }

  private static OffsetTally begun(LoadedLog loaded, Depth depth) {
    LogBounds log = loaded.log();
    PartitionAccount account = loaded.account();
    Absent absent = loaded.absent();
    OffsetTally tally = new OffsetTally(loaded.id(), log, account.nextOffset(), depth, true);
    long givenUp = absent.givenUpBefore(log.start());
    long sinceFirst = givenUp - absent.givenUpBefore(Math.min(account.first(), log.start()));
    tally.gone(
        Math.max(0, log.start() - account.first() - absent.lost() - sinceFirst), absent.lost());
    tally.givenUp(givenUp);
    return tally;
  }

  private OffsetTally read(MappedType type, LoadedLog loaded, OrderedRows rows) {
    LogBounds log = loaded.log();
    OffsetTally tally = begun(loaded, Depth.EXACT);
    rows.begin(loaded.id().partition());
    Reading reading = new Reading(type, loaded, rows, tally);
    if (loaded.end() > log.start()) {
      scan.read(loaded.id(), log.start(), loaded.end(), reading::take);
    }
    tally.holes(loaded.end() - log.start() - reading.records);
    tally.unledgered(Math.max(0, loaded.absent().unledgered() - reading.missingInGaps));
    if (!loaded.isCutOff()) {
      // A record that cannot be read may have its row.
      tally.rowsThere(rows.count(), reading.incomplete + reading.unreadable);
    }
    return tally;
  }

  /** Holds what was read of one log. */
  private final class Reading {
    private final MappedType type;
    private final LoadedLog loaded;
    private final OrderedRows rows;
    private final OffsetTally tally;
    private long records;
    private long incomplete;
    private long unreadable;
    private long missingInGaps;

    Reading(MappedType type, LoadedLog loaded, OrderedRows rows, OffsetTally tally) {
      this.type = type;
      this.loaded = loaded;
      this.rows = rows;
      this.tally = tally;
    }

    void take(List<FetchedRecord> fetched) {
      records += fetched.size();
      tally.records(fetched.size());
      progress.read(fetched.size());
      Leftovers left = leftovers(fetched);
      incomplete += left.incomplete().size();
      Set<Long> missing = new TreeSet<>(left.notFound());
      missing.addAll(left.incomplete());
      tally.missing(missing, left.notFound().size());
      missingInGaps += left.notFound().stream().filter(loaded.absent()::isInGap).count();
    }

    private Leftovers leftovers(List<FetchedRecord> fetched) {
      Set<Long> notFound = new TreeSet<>();
      SortedMap<Long, String> unread = new TreeMap<>();
      List<RecordKey> keyed = new ArrayList<>();
      for (FetchedRecord record : fetched) {
        try {
          Optional<RecordKey> key = decoding.decode(type.table(), record);
          key.ifPresentOrElse(keyed::add, () -> notFound.add(record.offset()));
        } catch (RegistryUnavailableException e) {
          throw e;
        } catch (RuntimeException e) {
          unread.put(
              record.offset(),
              Unread.reason(e, "reading offset %d of %s".formatted(record.offset(), loaded.id())));
        }
      }
      Set<Long> elsewhere = new TreeSet<>();
      Set<Long> incomplete = new TreeSet<>();
      List<RecordKey> others = new ArrayList<>();
      for (RecordKey key : keyed) {
        Optional<StoredRow> own =
            rows.at(key.offset()).filter(row -> row.key().equals(key.values()));
        own.ifPresentOrElse(row -> compare(key, row.children(), incomplete), () -> others.add(key));
      }
      Map<Integer, FoundRow> found =
          warehouse.find(type.table(), others.stream().map(RecordKey::values).toList());
      for (int place = 0; place < others.size(); place++) {
        RecordKey key = others.get(place);
        FoundRow row = found.get(place);
        if (row == null) {
          notFound.add(key.offset());
        } else if (!loaded.account().isRowOf(row, key.offset())) {
          elsewhere.add(key.offset());
        } else {
          compare(key, row.children(), incomplete);
        }
      }
      Leftovers left = new Leftovers(notFound, elsewhere, incomplete, unread.keySet());
      settle(left, loaded, tally);
      Absent absent = loaded.absent();
      tally.givenUpInLog(taken(left.unread(), absent::isGivenUp));
      if (!unread.isEmpty()) {
        unreadable += unread.size();
        tally.unreadable(unread.size(), unread.get(unread.firstKey()));
      }
      Map<Long, RecordKey> keys =
          others.stream().collect(Collectors.toMap(RecordKey::offset, Function.identity()));
      tally.expiredInLog(
          taken(
              left.notFound(),
              offset ->
                  keys.containsKey(offset) && absent.isExpired(type.table(), keys.get(offset))));
      tally.givenUpInLog(taken(left.notFound(), absent::isGivenUp));
      return left;
    }

    private void compare(RecordKey key, List<Long> children, Set<Long> incomplete) {
      if (children.equals(key.children())) {
        tally.row();
      } else {
        incomplete.add(key.offset());
      }
    }
  }

  /** Removes the matching offsets, and returns their number. */
  private static int taken(Set<Long> offsets, Predicate<Long> which) {
    int before = offsets.size();
    offsets.removeIf(which);
    return before - offsets.size();
  }

  /** Holds records without a row of their own. */
  private record Leftovers(
      Set<Long> notFound, Set<Long> elsewhere, Set<Long> incomplete, Set<Long> unread) {}

  private void settle(Leftovers left, LoadedLog loaded, OffsetTally tally) {
    Set<Long> rowless = new TreeSet<>(left.notFound());
    rowless.addAll(left.unread());
    Set<Long> asked = new TreeSet<>(rowless);
    asked.addAll(left.elsewhere());
    Set<Long> conflicts = warehouse.conflicts(loaded.account(), asked);
    left.elsewhere().removeAll(conflicts);
    rowless.removeAll(conflicts);
    Set<Long> deadLetters = warehouse.deadLetters(loaded.id().topic(), loaded.account(), rowless);
    rowless.removeAll(deadLetters);
    left.notFound().retainAll(rowless);
    left.unread().retainAll(rowless);
    tally.others(left.elsewhere().size(), conflicts.size(), deadLetters.size());
  }
}
