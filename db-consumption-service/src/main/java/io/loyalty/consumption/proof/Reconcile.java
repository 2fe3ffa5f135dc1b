package io.loyalty.consumption.proof;

import io.loyalty.consumption.decode.WriterPlans;
import io.loyalty.consumption.table.MappedType;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.LogOutOfRangeException;
import io.loyalty.consumption.topic.LogScan;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicUnavailableException;
import io.loyalty.consumption.warehouse.proof.ProofReader;
import io.loyalty.consumption.warehouse.proof.TopicAccount;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reconciles the log with the warehouse: every offset that the live load has passed is a row, a
 * duplicate, a conflict, a dead letter, a hole, expired, or given up by an operator's decision;
 * what is none of these is unaccounted for.
 *
 * <p><b>Each log for itself.</b> A topic that was made again, or is on another cluster, has other
 * records at the same offsets. Rows, conflicts, dead letters and ledger are counted for the log
 * that they came from, and none of another log excuses a record of this one.
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
 * a dead letter. A duplicate of a row that is missing is missing too: its event is nowhere. Rows
 * that no record accounts for, and offsets that the ledger lost, are told as well; {@code deep}
 * also looks for events that are there twice with two times.
 *
 * <p><b>No longer in a log.</b> What Kafka's retention deleted after it was loaded, and what a
 * former log had, only counts can vouch for: as many rows as the ledger says were made. What was
 * deleted before it was loaded is lost, and unaccounted for: the ledger shows the gap.
 *
 * <p><b>Never loaded.</b> All records of a partition that the load never began are unaccounted for;
 * those of a topic that is held since it was made again are unproven. What comes after the live
 * offset is lag.
 *
 * <p><b>Not proven</b> are: the values of rows; child rows by counts alone, which the answer says;
 * which rows of records that are in no log are gone, where others were made in their place; what
 * was deleted before the load of its partition began. A row that was deleted and another that was
 * forged in the same log balance: {@code deep} finds both. Rows that are deleted or replayed while
 * the log is read may be told either way.
 *
 * <p><b>Not readable.</b> A record that can't be read is unproven, and so is all of a partition
 * that can't be; the others are compared all the same.
 *
 * <p>Thread-safe; one reconcile runs at a time. Memory is bounded by one fetch.
 */
public final class Reconcile {
  private final EventTopics topics;
  private final TopicLogs logs;
  private final SchemaRegistry registry;
  private final Supplier<ProofReader> warehouses;
  private final Supplier<LogScan> scans;
  private final Map<String, ReconciliationResult> latest = new ConcurrentHashMap<>();
  private volatile Instant provenAt = Instant.now();

  /** Uses a new warehouse connection and a new log scan for each run. */
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
   * Reconciles the topic of one event type, or all topics.
   *
   * @param deep whether logs are read even if the counts match
   * @throws UnknownEventTypeException when there is no such type
   * @throws ProofUnavailableException when a server does not respond
   */
  public ReconciliationResult run(Optional<String> eventType, boolean deep) {
    return run(eventType, deep, new ReconcileProgress());
  }

  /** Reconciles as {@link #run(Optional, boolean)} does, and reports the progress. */
  synchronized ReconciliationResult run(
      Optional<String> eventType, boolean deep, ReconcileProgress progress) {
    List<String> asked = eventType.map(this::topics).orElseGet(() -> List.copyOf(topics.names()));
    try (ProofReader warehouse = warehouses.get();
        LogScan scan = scans.get()) {
      progress.expect(logs.bounds(asked).size());
      ExactPass exact =
          new ExactPass(scan, new KeyDecoding(new WriterPlans(registry)), warehouse, progress);
      List<PartitionProof> proofs = new ArrayList<>();
      for (String topic : asked) {
        List<PartitionProof> partitions = prove(topic, deep, warehouse, exact);
        latest.put(topics.type(topic).name(), ReconciliationResult.of(partitions));
        proofs.addAll(partitions);
      }
      if (eventType.isEmpty()) {
        provenAt = Instant.now();
      }
      return ReconciliationResult.of(proofs);
    } catch (LogOutOfRangeException e) {
      throw new ProofUnavailableException(
          "the log changed while it was read: " + e.getMessage() + "; try again", e);
    } catch (DatabaseUnavailableException
        | BrokenSetupException
        | TopicUnavailableException
        | RegistryUnavailableException e) {
      throw new ProofUnavailableException("nothing can be proven now: " + e.getMessage(), e);
    }
  }

  /** Returns, by event type, the unaccounted records of the last reconciliation. */
  public Map<String, Long> unaccounted() {
    return latest.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().unaccounted()));
  }

  /**
   * Returns the unproven records of the event type's last reconciliation; empty before the first.
   */
  public OptionalLong unproven(String eventType) {
    ReconciliationResult found = latest.get(eventType);
    return found == null ? OptionalLong.empty() : OptionalLong.of(found.unproven());
  }

  /**
   * Returns how many partitions of the event type the last reconciliation checked at this depth.
   */
  public long partitions(String eventType, Depth depth) {
    ReconciliationResult found = latest.get(eventType);
    return found == null ? 0 : found.partitions(depth);
  }

  /** Returns when all topics were last reconciled, or when this object was created. */
  public Instant provenAt() {
    return provenAt;
  }

  /**
   * Checks that the event type exists.
   *
   * @throws UnknownEventTypeException when it does not exist
   */
  void requireKnown(String eventType) {
    topics(eventType);
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
                                .map(MappedType::name)
                                .toList())));
  }

  private List<PartitionProof> prove(
      String topic, boolean deep, ProofReader warehouse, ExactPass exact) {
    MappedType type = topics.type(topic);
    // Read the stored offsets first: a log end that was read earlier could be lower.
    TopicAccount account = warehouse.account(topic, type.table());
    return new TopicProof(topic, type, account, logs.bounds(List.of(topic)))
        .prove(deep, warehouse, exact);
  }
}
