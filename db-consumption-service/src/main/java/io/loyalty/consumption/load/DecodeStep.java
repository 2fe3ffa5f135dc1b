package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.RefusedRow;
import io.loyalty.consumption.decode.RecordDecoding;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.record.UnreadableSchemaException;
import io.loyalty.consumption.topic.FetchedRecord;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.schemas.registry.UnknownSchemaException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes one record into the batch, or says why its partition is held before it. Nothing about a
 * single record makes it throw, so that one record stops at most its own partition. Not
 * thread-safe.
 */
final class DecodeStep {
  private final RecordDecoding decoding;
  private final FlowProperties times;

  DecodeStep(RecordDecoding decoding, FlowProperties times) {
    this.decoding = decoding;
    this.times = times;
  }

  /** Why the partition goes no further, and for how long before the record is read again. */
  record Held(Hold hold, Duration time) {}

  /** Empty where the record is in the batch, as rows or as a dead letter. */
  Optional<Held> decode(PartitionId from, FetchedRecord record) {
    try {
      decoding.decode(from, record);
      return Optional.empty();
    } catch (UnknownSchemaException | UnreadableSchemaException e) {
      return held(new Hold(HoldCode.UNKNOWN_SCHEMA, e.getMessage()), times.retryHeld());
    } catch (RegistryUnavailableException e) {
      return held(
          new Hold(HoldCode.REGISTRY_UNAVAILABLE, e.getMessage()),
          e.retryAfter().orElse(times.backOffMost()));
    } catch (RuntimeException | StackOverflowError e) {
      return held(
          Hold.unexpected("decoding the record at offset " + record.offset(), e),
          times.retryHeld());
    }
  }

  /** Refuses these records, whose rows the database refuses, when they are read again. */
  void refuse(Collection<RefusedRow> rows) {
    decoding.refuse(rows);
  }

  /** These partitions are loaded up to these offsets. */
  void loaded(Map<PartitionId, Long> offsets) {
    decoding.loaded(offsets);
  }

  /** Forgets whose rows the database refuses: it will say so again. */
  void forgetRefusals() {
    decoding.forgetRefusals();
  }

  private static Optional<Held> held(Hold hold, Duration time) {
    return Optional.of(new Held(hold, time));
  }
}
