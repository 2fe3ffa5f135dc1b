package io.loyalty.benchmarks.transcoder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the contenders in turn, repeatedly, each time in a new JVM: the runs of one round are
 * within a minute, so that other load of the machine hardly changes their ratio.
 *
 * @param rounds the number of rounds
 * @param file the file with other events
 */
public record TranscoderRounds(int rounds, Optional<Path> file) {
  private static final String GARBAGE = "gc.alloc.rate.norm";

  /** Lists the contenders by the names of their methods. */
  public enum Contender {
    /** This is the limit from the message. */
    MESSAGE_TOKENS("messageTokens"),
    /** This is our own transcoder from the message. */
    OURS("ours"),
    /** This is the limit from the payload. */
    PAYLOAD_TOKENS("payloadTokens"),
    /** This is our own transcoder from an opened event. */
    OURS_OPENED("oursOpened"),
    /** This is a tree with GenericRecord. */
    TREE("tree"),
    /** This is json2avro. */
    JSON2AVRO("json2Avro");

    private final String method;

    Contender(String method) {
      this.method = method;
    }
  }

  /**
   * Holds one run.
   *
   * @param nanos the time per event
   * @param garbage the bytes allocated per event
   */
  public record Measurement(double nanos, double garbage) {}

  /** Returns the runs of every contender, by round, on the events of that parameter. */
  public Map<Contender, List<Measurement>> measure(String events) throws RunnerException {
    Map<Contender, List<Measurement>> runs = new EnumMap<>(Contender.class);
    for (int round = 0; round < rounds; round++) {
      for (Contender contender : Contender.values()) {
        runs.computeIfAbsent(contender, each -> new ArrayList<>()).add(run(contender, events));
      }
    }
    return runs;
  }

  private Measurement run(Contender contender, String events) throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("%s\\.%s$".formatted(TranscoderBenchmark.class.getName(), contender.method))
        .param("events", events)
        .forks(1)
        .warmupIterations(2)
        .warmupTime(TimeValue.milliseconds(500))
        .measurementIterations(3)
        .measurementTime(TimeValue.milliseconds(500))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        // The service runs with these options.
        .jvmArgs("-Xmx256m", "-XX:+UseSerialGC");
    file.ifPresent(
        path ->
            options.jvmArgsAppend(
                "-D%s=%s".formatted(TranscoderBenchmark.FILE_PROPERTY, path.toAbsolutePath())));
    Collection<RunResult> results = new Runner(options.build()).run();
    RunResult result = results.iterator().next();
    double garbage = result.getSecondaryResults().get(GARBAGE).getScore();
    return new Measurement(result.getPrimaryResult().getScore(), garbage);
  }
}
