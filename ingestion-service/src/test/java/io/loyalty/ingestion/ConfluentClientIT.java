package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.ingestion.Topics.Landed;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.schemas.wire.WireFormat;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that Confluent's own client reads the records on our topics. */
@ExtendWith(LocalStackExtension.class)
class ConfluentClientIT {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private Path directory;

  /** Is a record as the client read it. */
  private record Reading(int schemaId, int latestId, JsonNode value) {
    static Reading of(String line) {
      String[] parts = line.split(" ", 3);
      return new Reading(
          Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), JSON.readTree(parts[2]));
    }
  }

  @Test
  void readsARecordOfEveryTopic_byTheSchemaThatTheRecordNames(LocalStack stack) throws Exception {
    List<String> types = SampleEvents.types();
    Map<String, String> events =
        types.stream().collect(Collectors.toMap(Function.identity(), SampleEvents::event));
    String refused = "{\"n\":1}";
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      programme.sendAll(List.copyOf(events.values()));
      programme.send(refused);
      programme.account(11, 10, 1);
      List<Landed> landed = new ArrayList<>();
      types.forEach(type -> landed.addAll(programme.topics().events(type)));
      landed.addAll(programme.topics().deadLetters());

      List<Reading> readings = read(stack.registryUrl(), landed);

      assertThat(readings).hasSize(11);
      for (int i = 0; i < landed.size(); i++) {
        int named = WireFormat.schemaId(landed.get(i).record().value());
        assertThat(readings.get(i).schemaId()).isEqualTo(named);
        assertThat(readings.get(i).latestId()).isEqualTo(named);
      }
      for (int i = 0; i < types.size(); i++) {
        assertIsTheEvent(readings.get(i).value(), JSON.readTree(events.get(types.get(i))));
      }
      assertThat(readings.get(10).value().get("original").asString()).isEqualTo(refused);
    }
  }

  private static void assertIsTheEvent(JsonNode read, JsonNode sent) {
    assertThat(read.get("eventId").asString()).isEqualTo(sent.get("id").asString());
    assertThat(read.get("source").asString()).isEqualTo(sent.get("source").asString());
    assertThat(micros(read.get("occurredAt"))).isEqualTo(micros(sent.get("time")));
    assertCarries(read, sent.get("data"));
  }

  private static Instant micros(JsonNode time) {
    return Instant.parse(time.asString()).truncatedTo(ChronoUnit.MICROS);
  }

  /** Checks that every value that was sent is there; decimals may have been sent as texts. */
  private static void assertCarries(JsonNode read, JsonNode sent) {
    if (sent.isObject()) {
      sent.properties()
          .forEach(field -> assertCarries(read.path(field.getKey()), field.getValue()));
    } else if (sent.isArray()) {
      assertThat(read.size()).isEqualTo(sent.size());
      for (int i = 0; i < sent.size(); i++) {
        assertCarries(read.get(i), sent.get(i));
      }
    } else if (read.isNumber()) {
      assertThat(read.decimalValue()).isEqualByComparingTo(new BigDecimal(sent.asString()));
    } else {
      assertThat(read.asString()).isEqualTo(sent.asString());
    }
  }

  /** Runs in a JVM of its own whose class path is the client alone. */
  private List<Reading> read(URI registry, List<Landed> landed)
      throws IOException, InterruptedException {
    Path input =
        Files.write(
            directory.resolve("records"),
            landed.stream()
                .map(
                    each ->
                        each.record().topic()
                            + " "
                            + HexFormat.of().formatHex(each.record().value()))
                .toList());
    File faults = directory.resolve("faults").toFile();
    Path output = directory.resolve("readings");
    Process reader =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "confluent-client") + "/*",
                Path.of("src", "test", "confluent", "ConfluentReader.java").toString(),
                registry.toString())
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(faults)
            .start();
    try {
      assertThat(reader.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      reader.destroyForcibly();
    }
    assertThat(reader.exitValue()).as(Files.readString(faults.toPath())).isZero();
    return Files.readAllLines(output).stream().map(Reading::of).toList();
  }
}
