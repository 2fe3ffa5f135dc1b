package io.loyalty.benchmarks.event;

import io.loyalty.cli.sample.SampleEvents;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Provides the events of a benchmark, each a CloudEvent as JSON text. */
public final class EventTexts {
  private static final long SEED = 84_51;

  private EventTexts() {}

  /** Returns the events of an NDJSON file, plain or gzip. */
  public static List<String> of(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
        Stream<String> lines = reader.lines()) {
      return lines.filter(line -> !line.isBlank()).toList();
    }
  }

  /** Returns this number of valid events, the types in turn; each call returns the same events. */
  public static List<String> generated(List<String> types, int count) {
    SampleEvents events = new SampleEvents(SEED, Instant.parse("2026-01-01T00:00:00Z"));
    return IntStream.range(0, count)
        .mapToObj(each -> events.cloudEvent(types.get(each % types.size())).body())
        .toList();
  }

  /** Returns this number of events, evenly distributed over the list. */
  public static List<String> evenly(List<String> events, int count) {
    if (events.size() <= count) {
      return events;
    }
    return IntStream.range(0, count)
        .mapToObj(each -> events.get((int) ((long) each * events.size() / count)))
        .toList();
  }
}
