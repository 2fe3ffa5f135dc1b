package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStackExtension.class)
class MetersIT {
  private static final Pattern DOCUMENTED =
      Pattern.compile("(?m)(?<=^\\| |, )`(ingestion_\\w+)`(?=.*\\|)");
  private static final Pattern SCRAPED = Pattern.compile("(?m)^(ingestion_\\w+)[{ ]");

  @Test
  void aScrapeHoldsTheDocumentedMeters(LocalStack stack) throws Exception {
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      String drifted = "{\"memberId\":\"m\",\"offerId\":\"o\",\"colour\":\"red\"}";
      programme.send(
          SampleEvents.event("offer-viewed", UUID.randomUUID().toString(), drifted), "no event");

      programme.account(2, 1, 1);

      assertThat(Api.json(new Api(programme.port(), Api.TOKEN).get("/status")).get("unknownFields"))
          .hasToString("[{\"eventType\":\"offer-viewed\",\"path\":\"/colour\",\"count\":1}]");
      String scrape = scrape(programme);
      assertThat(scrape.lines())
          .contains(
              "ingestion_events_total{event_type=\"offer-viewed\",outcome=\"published\"} 1.0",
              "ingestion_messages_total{outcome=\"received\"} 2.0",
              "ingestion_unknown_fields_total{event_type=\"offer-viewed\",path=\"/colour\"} 1.0",
              "ingestion_violations_total{event_type=\"unknown\",rule=\"not-json\"} 1.0");
      assertThat(names(SCRAPED, scrape))
          .isEqualTo(names(DOCUMENTED, Files.readString(Path.of("../docs/metrics.md"))));
    }
  }

  @Test
  void noLabelGrowsWithWhatSendersMakeUp(LocalStack stack) throws Exception {
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      programme.sendAll(madeUp(0));
      programme.account(400, 300, 100);
      long before = series(programme);

      programme.sendAll(madeUp(400));

      programme.account(800, 600, 200);
      assertThat(series(programme)).isEqualTo(before);
    }
  }

  /** Makes events each with a field, a source or a type that no other event has. */
  private static List<String> madeUp(int from) {
    return IntStream.range(from, from + 400)
        .mapToObj(
            number -> {
              String id = UUID.randomUUID().toString();
              String known = "{\"memberId\":\"m\",\"offerId\":\"o\"}";
              return number % 4 == 0
                  ? SampleEvents.event("made-up-" + number, id, known)
                  : SampleEvents.event(
                      "offer-viewed",
                      id,
                      "{\"memberId\":\"m\",\"offerId\":\"o\",\"field%d\":1}".formatted(number));
            })
        .map(event -> event.replaceFirst("/pos/[^\"]*", "/pos/" + UUID.randomUUID()))
        .toList();
  }

  private static long series(Programme programme) throws IOException, InterruptedException {
    return scrape(programme).lines().filter(line -> line.startsWith("ingestion_")).count();
  }

  private static String scrape(Programme programme) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(
                        "http://127.0.0.1:" + programme.managementPort() + "/actuator/prometheus"))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    for (Matcher found = pattern.matcher(text); found.find(); ) {
      names.add(found.group(1).replaceFirst("_seconds_(count|sum|max)$", "_seconds"));
    }
    return names;
  }
}
