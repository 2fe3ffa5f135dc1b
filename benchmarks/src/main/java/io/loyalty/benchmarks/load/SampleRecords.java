package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.event.EventTexts;
import io.loyalty.benchmarks.transcoder.Contract;
import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.record.RecordProperties;
import io.loyalty.ingestion.record.RecordValidator;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Provides any number of records of a type as ingestion-service creates them, with the values of
 * 20,000 generated events. Each record has its own id and a time that advances by a millisecond and
 * arrives up to ten seconds out of order. Each reading returns the same records.
 */
final class SampleRecords {
  /** The first record occurred at this time or up to ten seconds later. */
  static final Instant FIRST = Instant.parse("2026-01-20T12:00:00Z");

  private static final int POOL = 20_000;
  private static final long SEED = 84_51;
  private static final long STEP_MICROS = 1_000;
  private static final long DISORDER_MICROS = 10_000_000;

  /** Each record starts with the id's length and the 36 bytes of a UUID as text. */
  private static final int ID = WireFormat.HEADER_BYTES + 1;

  private static final int TIME = ID + 36;
  private static final int TIME_BYTES = 8;

  private final String type;
  private final List<Validated.Valid> pool;

  SampleRecords(String type, int schemaId) {
    this.type = type;
    this.pool = valid(type, schemaId);
  }

  /**
   * Holds one record.
   *
   * @param id the id of its event
   * @param key the key on the topic
   * @param value the value in Confluent's wire format
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes for the producer, not compared
  record Sample(String id, Instant time, byte[] key, byte[] value) {}

  String type() {
    return type;
  }

  /** Returns a reading from the first record on. */
  Reading read() {
    return new Reading();
  }

  /** Moves from record to record. */
  final class Reading {
    private final SplittableRandom random = new SplittableRandom(SEED);
    private int next;

    Sample next() {
      Validated.Valid like = pool.get(next % POOL);
      String id = new UUID(version4(random.nextLong()), variant2(random.nextLong())).toString();
      long micros =
          ChronoUnit.MICROS.between(Instant.EPOCH, FIRST)
              + next * STEP_MICROS
              + random.nextLong(DISORDER_MICROS);
      byte[] value = like.value().clone();
      System.arraycopy(id.getBytes(StandardCharsets.ISO_8859_1), 0, value, ID, TIME - ID);
      putTime(value, micros);
      next++;
      return new Sample(id, Instant.EPOCH.plus(micros, ChronoUnit.MICROS), like.key(), value);
    }
  }

  /** Writes the time as Avro's long, which always has eight bytes between 1983 and 2041. */
  private static void putTime(byte[] value, long micros) {
    long zigzag = micros << 1;
    for (int i = 0; i < TIME_BYTES; i++) {
      boolean isLast = i == TIME_BYTES - 1;
      value[TIME + i] = (byte) (isLast ? zigzag : (zigzag & 0x7F) | 0x80);
      zigzag >>>= 7;
    }
  }

  private static long version4(long high) {
    return (high & ~0xF000L) | 0x4000L;
  }

  private static long variant2(long low) {
    return (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
  }

  private static List<Validated.Valid> valid(String type, int schemaId) {
    Contract contract = new Contract();
    EnvelopeReader reader = new EnvelopeReader(EnvelopeProperties.defaults());
    RecordValidator validator =
        new RecordValidator(
            contract.catalogue(),
            contract.types().stream()
                .collect(Collectors.toMap(Function.identity(), each -> schemaId)),
            RecordProperties.defaults(),
            Clock.fixed(FIRST, ZoneOffset.UTC));
    List<Validated.Valid> valid = new ArrayList<>(POOL);
    for (String text : EventTexts.generated(List.of(type), POOL)) {
      if (reader.open(text.getBytes(StandardCharsets.UTF_8)).get(0) instanceof Opened.Event event
          && validator.validate(event.envelope(), FIRST) instanceof Validated.Valid made) {
        valid.add(made);
      } else {
        throw new IllegalStateException("a generated event of %s is not valid".formatted(type));
      }
    }
    return valid;
  }
}
