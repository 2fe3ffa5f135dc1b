package io.loyalty.consumption.decode;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.batch.OutsideWindowException;
import io.loyalty.consumption.batch.RefusedRecord;
import io.loyalty.consumption.batch.RefusedRow;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.RecordId;
import io.loyalty.consumption.record.DecodePlan;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.schemas.wire.MalformedRecordException;
import io.loyalty.schemas.wire.WireFormat;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Adds a record to the batch: as rows, or as a dead letter if it cannot become rows. */
public final class RecordDecoding {
  private final WriterPlans plans;
  private final EventTopics topics;
  private final BatchCollector collector;
  private final Map<RecordId, String> refused = new HashMap<>();

  /** Decodes records of {@code topics} with {@code plans} into {@code collector}. */
  public RecordDecoding(WriterPlans plans, EventTopics topics, BatchCollector collector) {
    this.plans = plans;
    this.topics = topics;
    this.collector = collector;
  }

  /** Refuses these records, whose rows the database refuses, when they are read again. */
  public void refuse(Collection<RefusedRow> rows) {
    rows.forEach(row -> refused.put(row.id(), row.detail()));
  }

  /** Forgets refusals before these offsets, up to which the partitions are loaded. */
  public void loaded(Map<PartitionId, Long> offsets) {
    if (!refused.isEmpty()) {
      refused.keySet().removeIf(at -> at.offset() < offsets.getOrDefault(at.partition(), 0L));
    }
  }

  /** Forgets all refusals; the database will refuse the rows again. */
  public void forgetRefusals() {
    refused.clear();
  }

  /**
   * Adds or refuses the record.
   *
   * @throws io.loyalty.schemas.registry.UnknownSchemaException when its schema is unknown; the
   *     batch is unchanged
   * @throws io.loyalty.schemas.registry.RegistryUnavailableException when the registry is
   *     unavailable
   * @throws io.loyalty.consumption.record.UnreadableSchemaException when its schema cannot be
   *     mapped to tables
   * @throws RuntimeException when an unexpected fault occurs; the batch is unchanged, and the
   *     partition must be started again
   */
  public void decode(PartitionId from, FetchedRecord record) {
    try {
      addOrRefuse(from, record);
    } catch (RuntimeException | StackOverflowError e) {
      collector.leave(from);
      throw e;
    }
  }

  private void addOrRefuse(PartitionId from, FetchedRecord record) {
    try {
      if (record.value() == null) {
        refuse(from, record, "tombstone", "the record has no value");
        return;
      }
      DecodePlan plan = plans.plan(WireFormat.schemaId(record.value()));
      if (!plan.table().name().equals(topics.type(from.topic()).table().name())) {
        refuse(
            from,
            record,
            "foreign-schema",
            "schema %d is of %s".formatted(plan.schemaId(), plan.table().name()));
        return;
      }
      Optional<String> refusal = refusal(from, record);
      if (refusal.isPresent()) {
        refuse(from, record, "row-refused", refusal.get());
        return;
      }
      collector.add(plan, from, record.offset(), record.appendTime(), record.value());
    } catch (MalformedRecordException e) {
      refuse(from, record, "malformed-record", e.getMessage());
    } catch (OutsideWindowException e) {
      refuse(from, record, "occurred-at-outside-window", e.getMessage());
    }
  }

  private Optional<String> refusal(PartitionId from, FetchedRecord record) {
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(refused.get(new RecordId(from, record.offset())));
  }

  private void refuse(PartitionId from, FetchedRecord record, String reason, String detail) {
    collector.refuse(
        new RefusedRecord(
            new RecordId(from, record.offset()),
            reason,
            detail,
            new RefusedRecord.Content(
                record.key(), record.value(), record.headers(RefusedRecord.Header::new))),
        record.appendTime());
  }
}
