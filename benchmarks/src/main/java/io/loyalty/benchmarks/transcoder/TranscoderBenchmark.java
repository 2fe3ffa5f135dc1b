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
 * Transcodes one event per call, from 2,000 different ones in turn. Every contender is warmed up on
 * all types before it is measured, as in a service that receives them all.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TranscoderBenchmark {
  static final String FILE_PROPERTY = "benchmarks.events";

  private static final int WARM_UP = 20;

  /**
   * Names the set of events; the system property names the file of the set {@link Subject#FILE}.
   */
  @Param(Subject.ALL_TYPES)
  public String events;

  private final JsonFactory json = new JsonFactory();
  private final TreeTranscoder tree = new TreeTranscoder();
  private final Json2AvroTranscoder json2Avro = new Json2AvroTranscoder();
  private Subject subject;
  private Subject.Event[] inTurn;
  private int next;

  /** Transcodes one event. */
  private interface Contender {
    Object take() throws IOException;
  }

  /** Creates the events. */
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

  /**
   * Measures the limit for contenders that start at the payload: Jackson's tokens without their
   * values.
   */
  @Benchmark
  public int payloadTokens() {
    return tokens(event().payload());
  }

  /** Measures the limit for contenders that start at the message. */
  @Benchmark
  public int messageTokens() {
    return tokens(event().whole());
  }

  /** Measures our own transcoder, from the message. */
  @Benchmark
  public Validated ours() {
    return subject.openAndValidate(event().whole());
  }

  /** Measures our own transcoder, from an opened event. */
  @Benchmark
  public Validated oursOpened() {
    return subject.validate(event().envelope());
  }

  /** Measures Jackson's tree, GenericRecord and GenericDatumWriter, from an opened event. */
  @Benchmark
  public byte[] tree() throws IOException {
    Subject.Event event = event();
    return tree.transcode(
        event.schema(), event.envelope().attributes(), event.payload(), subject.receivedAt());
  }

  /** Measures json2avro, from an opened, flat event. */
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
