package io.loyalty.consumption.proof;

import io.loyalty.consumption.decode.WriterPlans;
import io.loyalty.consumption.record.UnreadableSchemaException;
import io.loyalty.consumption.table.BrokenSetupException;
import io.loyalty.consumption.table.DatabaseUnavailableException;
import io.loyalty.consumption.table.ExpiredDays;
import io.loyalty.consumption.table.GivenUp;
import io.loyalty.consumption.table.LedgerGap;
import io.loyalty.consumption.table.PartitionAccount;
import io.loyalty.consumption.table.ProofReader;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.LogBounds;
import io.loyalty.consumption.topic.LogOutOfRangeException;
import io.loyalty.consumption.topic.LogScan;
import io.loyalty.consumption.topic.PartitionId;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.schemas.catalogue.EventType;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.registry.UnknownSchemaException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Reconciles the log with the warehouse: every offset that the live load has passed is a row, a
 * duplicate, a conflict, a dead letter, a hole, expired, or given up by somebody's decision; what
 * is none of these is unaccounted for.
 *
 * <p><b>By counts.</b> One statement, and so one moment, counts the rows, conflicts and dead
 * letters of each partition, and the ledger says how many duplicates and holes the live load met,
 * from the first offset ever loaded. The counts of a single partition prove nothing, since a replay
 * may put back an event from a duplicate in another one. But if <em>all</em> partitions of a topic
 * balance, there are as many rows as the live load made, and, keys being unique, none is missing.
 *
 * <p><b>Exactly.</b> If one does not balance, or {@code deep} asks for it, the logs of the topic
 * are read again: each record's own key must be in the table, with the record's child rows where
 * the row was made of this record; else the record must be listed, by its offset, as a conflict or
 * a dead letter. A duplicate of a row that is missing is missing too: its event is nowhere.
 *
 * <p><b>No longer in the log.</b> What was loaded has expired: only counts can vouch for it, and no
 * row of it is missed. What was not loaded is lost, and unaccounted for: the ledger shows the gap.
 *
 * <p><b>Not proven</b> are: the values of rows; child rows by counts alone; what has expired, other
 * than by counts; what was deleted before anything of its partition was loaded; what lies behind
 * the live offset; a topic that was deleted and made again, until it is loaded; a topic that Kafka
 * no longer has. Rows that are deleted or replayed while the log is read may be told either way.
 *
 * <p>Thread-safe; one reconcile runs at a time. Memory is bounded by one fetch.
 */
public final class Reconcile {
  private final EventTopics topics;
  private final TopicLogs logs;
  private final SchemaRegistry registry;
  private final Supplier<ProofReader> warehouses;
  private final Supplier<LogScan> scans;
  private final Map<String, Long> unaccounted = new ConcurrentHashMap<>();
  private volatile Instant provenAt = Instant.now();

  /** Reads with a warehouse and a scan of its own each time. */
  public Reconcile(
      EventTopics topics,
      TopicLogs logs,
      SchemaRegistry registry,
      Supplier<ProofReader> warehouses,
      Supplier<LogScan> scans) {
    this.topics = topics;
    this.logs = logs;
    this.registry = registry;
    this.warehouses = warehouses;
    this.scans = scans;
  }

  /**
   * Reconciles the topic of an event type, or all.
   *
   * @param deep whether logs are read even where the counts balance
   * @throws UnknownEventTypeException when there is no such type
   * @throws ProofUnavailableException when something does not answer
   */
  public synchronized Reconciliation run(Optional<String> eventType, boolean deep) {
    List<String> asked = eventType.map(this::topics).orElseGet(() -> List.copyOf(topics.names()));
    try (ProofReader warehouse = warehouses.get();
        LogScan scan = scans.get()) {
      ExactPass exact = new ExactPass(scan, new KeyDecoding(new WriterPlans(registry)), warehouse);
      List<PartitionProof> proofs = new ArrayList<>();
      for (String topic : asked) {
        List<PartitionProof> partitions = prove(topic, deep, warehouse, exact);
        unaccounted.put(
            topics.type(topic).name(),
            partitions.stream().mapToLong(PartitionProof::unaccounted).sum());
        proofs.addAll(partitions);
      }
      if (eventType.isEmpty()) {
        provenAt = Instant.now();
      }
      return Reconciliation.of(proofs);
    } catch (LogOutOfRangeException e) {
      throw new ProofUnavailableException(
          "the log changed while it was read: " + e.getMessage() + "; try again", e);
    } catch (DatabaseUnavailableException
        | BrokenSetupException
        | TopicUnavailableException
        | RegistryUnavailableException
        | UnknownSchemaException
        | UnreadableSchemaException e) {
      throw new ProofUnavailableException("nothing can be proven now: " + e.getMessage(), e);
    }
  }

  /** What the last reconcile of each event type left unaccounted for. */
  public Map<String, Long> unaccounted() {
    return Map.copyOf(unaccounted);
  }

  /** When all topics were last reconciled; before that, when this was made. */
  public Instant provenAt() {
    return provenAt;
  }

  private List<String> topics(String eventType) {
    return topics.names().stream()
        .filter(topic -> topics.type(topic).name().equals(eventType))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                new UnknownEventTypeException(
                    "there is no event type of that name; there are "
                        + String.join(
                            ", ",
                            topics.names().stream()
                                .map(topics::type)
                                .map(EventType::name)
                                .toList())));
  }

  private List<PartitionProof> prove(
      String topic, boolean deep, ProofReader warehouse, ExactPass exact) {
    EventType type = topics.type(topic);
    // What is stored first: a log's end that is asked before can be behind it.
    Map<Integer, PartitionAccount> accounts = warehouse.accounts(topic, type.table());
    Map<Integer, List<LedgerGap>> gaps = warehouse.gaps(topic);
    Map<Integer, List<GivenUp>> givenUp = warehouse.givenUp(topic);
    List<ExpiredDays> expired = warehouse.expired(type.table());
    SortedMap<PartitionId, LogBounds> bounds = new TreeMap<>(logs.bounds(List.of(topic)));
    boolean isProven =
        !deep
            && bounds.entrySet().stream()
                .allMatch(each -> isProven(each.getValue(), accounts.get(number(each.getKey()))));
    List<PartitionProof> proofs = new ArrayList<>();
    bounds.forEach(
        (id, log) -> {
          PartitionAccount account = accounts.get(number(id));
          if (!isOf(log, account)) {
            proofs.add(new OffsetTally().proof(type.name(), id, log, log.start(), log.start()));
            return;
          }
          Absent absent =
              Absent.of(
                  log,
                  account,
                  gaps.getOrDefault(number(id), List.of()),
                  givenUp.getOrDefault(number(id), List.of()),
                  expired);
          if (isProven) {
            proofs.add(balanced(type, id, log, account, absent.lost()));
          } else {
            proofs.add(exact.prove(type, id, log, account, absent));
          }
        });
    return proofs;
  }

  private static int number(PartitionId id) {
    return id.partition();
  }

  private static boolean isProven(LogBounds log, PartitionAccount account) {
    return !isOf(log, account) || (account.first() <= log.start() && account.isBalanced());
  }

  /** Whether anything of this log was loaded. */
  private static boolean isOf(LogBounds log, PartitionAccount account) {
    return account != null && account.topicId().equals(log.topicId());
  }

  private static PartitionProof balanced(
      EventType type, PartitionId id, LogBounds log, PartitionAccount account, long lost) {
    PartitionAccount.Counts counts = account.counts();
    return new PartitionProof(
        type.name(),
        id.topic(),
        id.partition(),
        log.start(),
        log.end(),
        account.nextOffset(),
        counts.records(),
        counts.rows(),
        counts.duplicates(),
        counts.conflicts(),
        counts.deadLettered(),
        counts.holes(),
        0,
        lost,
        counts.givenUp(),
        lost,
        List.of());
  }
}
