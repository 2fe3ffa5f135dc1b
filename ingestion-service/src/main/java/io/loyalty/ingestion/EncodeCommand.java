package io.loyalty.ingestion;

import io.loyalty.ingestion.envelope.Envelope;
import io.loyalty.ingestion.envelope.EnvelopeProperties;
import io.loyalty.ingestion.envelope.EnvelopeReader;
import io.loyalty.ingestion.envelope.Opened;
import io.loyalty.ingestion.envelope.Violation;
import io.loyalty.ingestion.record.RecordProperties;
import io.loyalty.ingestion.record.RecordValidator;
import io.loyalty.ingestion.record.Validated;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the program does instead of ingesting when its first argument is {@code encode}: it opens
 * and validates messages of its standard input, plain or gzip, one a line, and writes a line of
 * JSON for each event: its record, or why it is refused. It needs neither queue nor broker nor
 * registry: the first line has the schemas, numbered as the records name them.
 */
final class EncodeCommand {
  private static final String NAME = "encode";

  /** Is more than any message may have: what is longer is refused as too large. */
  private static final int LONGEST = 16 * 1024 * 1024 + 1;

  private static final int BUFFER = 1 << 16;

  private final JsonMapper json = new JsonMapper();
  private final Clock clock = Clock.systemUTC();
  private final List<EventType> types;
  private final EnvelopeReader reader;
  private final RecordValidator validator;
  private final PrintStream out;

  private EncodeCommand(EnvelopeProperties envelope, RecordProperties record, PrintStream out) {
    EventCatalogue catalogue = EventCatalogue.fromClasspath();
    this.types = catalogue.eventTypes();
    this.reader = new EnvelopeReader(envelope);
    Map<String, Integer> ids = new LinkedHashMap<>();
    types.forEach(type -> ids.put(type.name(), ids.size()));
    this.validator = new RecordValidator(catalogue, ids, record, clock);
    this.out = out;
  }

  static boolean isNamedBy(String[] args) {
    return args.length > 0 && args[0].equals(NAME);
  }

  /** Runs it with the settings after its name, and returns the exit code. */
  static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Wiring.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            // Its standard output is the records.
            .properties("logging.threshold.console=OFF")
            .run(Arrays.copyOfRange(args, 1, args.length))) {
      new EncodeCommand(
              context.getBean(EnvelopeProperties.class),
              context.getBean(RecordProperties.class),
              out)
          .encode(in);
      return 0;
    } catch (IOException | RuntimeException e) {
      err.println(
          "The events were not encoded: "
              + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
      return 1;
    }
  }

  private void encode(InputStream raw) throws IOException {
    InputStream in = plain(raw);
    Map<String, String> schemas = new LinkedHashMap<>();
    types.forEach(type -> schemas.put(Integer.toString(schemas.size()), type.schemas().current()));
    print(Map.of("schemas", schemas));
    long number = 0;
    for (byte[] line = line(in); line != null && !out.checkError(); line = line(in)) {
      number++;
      if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
        encode(line, number);
      }
    }
    out.flush();
  }

  private void encode(byte[] message, long line) {
    List<Opened> events = reader.open(message);
    for (int position = 0; position < events.size(); position++) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("line", line);
      entry.put("position", position);
      events
          .get(position)
          .match(
              event -> validated(entry, event.envelope()),
              refused -> refused(entry, refused.reason(), refused.violations()));
      print(entry);
    }
  }

  private Map<String, Object> validated(Map<String, Object> entry, Envelope envelope) {
    return validator
        .validate(envelope, clock.instant())
        .match(
            valid -> encoded(entry, valid),
            invalid -> refused(entry, invalid.reason(), invalid.violations()));
  }

  private static Map<String, Object> encoded(Map<String, Object> entry, Validated.Valid valid) {
    entry.put("eventType", valid.eventType());
    entry.put("key", new String(valid.key(), StandardCharsets.UTF_8));
    entry.put("value", Base64.getEncoder().encodeToString(valid.value()));
    return entry;
  }

  private static Map<String, Object> refused(
      Map<String, Object> entry, String reason, List<Violation> violations) {
    entry.put("reason", reason);
    entry.put("violations", violations);
    return entry;
  }

  private void print(Map<String, ?> entry) {
    out.println(json.writeValueAsString(entry));
  }

  private static InputStream plain(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
    in.mark(2);
    boolean isGzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return isGzip ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
  }

  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() < LONGEST) {
        line.write(next);
      }
    }
    return line.toByteArray();
  }

  /** The settings of the two steps, and nothing else of the service. */
  @EnableConfigurationProperties({EnvelopeProperties.class, RecordProperties.class})
  static class Wiring {}
}
