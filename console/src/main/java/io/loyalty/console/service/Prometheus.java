package io.loyalty.console.service;

import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceConnection;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks Prometheus which alerts fire, and for time series. Thread-safe. */
@Component
public class Prometheus {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String NOT_UNDERSTOOD = "The answer of Prometheus is not understood.";

  private final Optional<ServiceConnection> connection;
  private final Optional<String> warehouse;

  Prometheus(PrometheusProperties properties) {
    warehouse = Optional.ofNullable(properties.warehouse()).filter(each -> !each.isBlank());
    connection =
        Optional.ofNullable(properties.url())
            .map(
                url ->
                    new ServiceConnection(
                        "Prometheus",
                        new ServiceAddress(url),
                        Optional.empty(),
                        new Timeouts(PATIENCE, PATIENCE, PATIENCE)));
  }

  /** Returns whether one is configured. */
  public boolean isConfigured() {
    return connection.isPresent();
  }

  /** Returns whether the figures of a warehouse are shown: of all of them if none is configured. */
  public boolean isOfWarehouse(String name) {
    return warehouse.map(name::equals).orElse(true);
  }

  /** Returns the alerts that fire, the severest first; none without a Prometheus. */
  public Answered<List<Alert>> firing() {
    if (connection.isEmpty()) {
      return Answered.of(List.of());
    }
    return asked("/api/v1/alerts", Prometheus::alerts);
  }

  /**
   * Returns what an expression is at each hour of a span.
   *
   * @param expression an expression of PromQL without braces
   * @param first the first hour
   * @param last the last hour, inclusive; it may be ahead
   */
  public Answered<List<TimeSeries>> hourly(String expression, Instant first, Instant last) {
    if (connection.isEmpty()) {
      return Answered.missing("No Prometheus is configured (console.prometheus.url).");
    }
    return asked(
        "/api/v1/query_range?query=%s&start=%d&end=%d&step=3600"
            .formatted(expression, first.getEpochSecond(), last.getEpochSecond()),
        Prometheus::series);
  }

  private <T> Answered<T> asked(String path, Function<JsonNode, T> form) {
    try {
      JsonNode answer = JsonMapper.shared().readTree(connection.orElseThrow().text(path));
      return answer.path("status").asString("").equals("success")
          ? Answered.of(form.apply(answer.path("data")))
          : Answered.missing(NOT_UNDERSTOOD);
    } catch (ServiceException e) {
      return Answered.missing(e.getMessage());
    } catch (JacksonException | NumberFormatException e) {
      return Answered.missing(NOT_UNDERSTOOD);
    }
  }

  private static List<Alert> alerts(JsonNode data) {
    List<Alert> firing = new ArrayList<>();
    for (JsonNode each : data.path("alerts")) {
      if ("firing".equals(each.path("state").asString(""))) {
        firing.add(alert(each));
      }
    }
    firing.sort(
        Comparator.comparing((Alert each) -> !each.severity().equals("page"))
            .thenComparing(Alert::name)
            .thenComparing(Alert::summary));
    return firing;
  }

  private static List<TimeSeries> series(JsonNode data) {
    List<TimeSeries> found = new ArrayList<>();
    for (JsonNode each : data.path("result")) {
      Map<String, String> labels = new HashMap<>();
      each.path("metric")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
      Map<Instant, Double> values = new HashMap<>();
      for (JsonNode value : each.path("values")) {
        values.put(
            Instant.ofEpochSecond(value.path(0).asLong()),
            Double.valueOf(value.path(1).asString("")));
      }
      found.add(new TimeSeries(labels, values));
    }
    return found;
  }

  private static Alert alert(JsonNode each) {
    String name = each.path("labels").path("alertname").asString("alert");
    return new Alert(
        name,
        each.path("labels").path("severity").asString(""),
        each.path("annotations").path("summary").asString(name),
        each.path("annotations").path("runbook_url").asString(""),
        time(each.path("activeAt").asString("")));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
