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
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static String scrape(Programme programme) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + programme.port() + "/actuator/prometheus"))
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
