package io.loyalty.benchmarks.transcoder;

import io.loyalty.ingestion.record.Validated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One event a call, from 2,000 different ones in turn. Every contender has warmed up on all types
 * before one is measured, as in a service that sees them all.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TranscoderBenchmark {
  static final String FILE_PROPERTY = "benchmarks.events";

  private static final int WARM_UP = 20;

  /** The set of events; a file is that of the system property. */
  @Param(Subject.ALL_TYPES)
  public String events;

  private final JsonFactory json = new JsonFactory();
  private final TreeTranscoder tree = new TreeTranscoder();
  private final Json2AvroTranscoder json2Avro = new Json2AvroTranscoder();
  private Subject subject;
  private Subject.Event[] inTurn;
  private int next;

  /** What one contender does with an event. */
  private interface Contender {
    Object take() throws IOException;
  }

  /** Makes the events. */
  @Setup
  public void prepare() throws IOException {
    subject = Subject.of(Subject.ALL_TYPES, Optional.empty());
    inTurn = subject.events().toArray(new Subject.Event[0]);
    for (Contender contender :
        List.<Contender>of(this::ours, this::oursOpened, this::tree, this::json2Avro)) {
      for (int i = 0; i < WARM_UP * inTurn.length; i++) {
        contender.take();
      }
    }
    subject =
        Subject.of(events, Optional.ofNullable(System.getProperty(FILE_PROPERTY)).map(Path::of));
    inTurn = subject.events().toArray(new Subject.Event[0]);
    next = 0;
  }

  /** The limit of what begins at the payload: Jackson's tokens, no value looked at. */
  @Benchmark
  public int payloadTokens() {
    return tokens(event().payload());
  }

  /** The limit of what begins at the message. */
  @Benchmark
  public int messageTokens() {
    return tokens(event().whole());
  }

  /** Ours, from the message. */
  @Benchmark
  public Validated ours() {
    return subject.openAndValidate(event().whole());
  }

  /** Ours, from an event that is opened already. */
  @Benchmark
  public Validated oursOpened() {
    return subject.validate(event().envelope());
  }

  /** Jackson's tree, GenericRecord, GenericDatumWriter; from an event that is opened already. */
  @Benchmark
  public byte[] tree() throws IOException {
    Subject.Event event = event();
    return tree.transcode(
        event.schema(), event.envelope().attributes(), event.payload(), subject.receivedAt());
  }

  /** json2avro, from an event that is opened and flat already. */
  @Benchmark
  public byte[] json2Avro() {
    Subject.Event event = event();
    return json2Avro.transcode(event.schema(), event.flat());
  }

  private Subject.Event event() {
    if (next == inTurn.length) {
      next = 0;
    }
    return inTurn[next++];
  }

  private int tokens(byte[] text) {
    int count = 0;
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
      while (parser.nextToken() != null) {
        count++;
      }
    }
    return count;
  }
}
