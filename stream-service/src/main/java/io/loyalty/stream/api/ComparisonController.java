package io.loyalty.stream.api;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.stream.compare.Comparisons;
import io.loyalty.stream.compare.Difference;
import io.loyalty.stream.compare.Range;
import io.loyalty.stream.run.Stages;
import io.loyalty.stream.run.StreamProperties;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Compares what a stage in use and a candidate of it have derived. */
@RestController
final class ComparisonController {
  private final Stages stages;
  private final Comparisons comparisons;

  ComparisonController(Stages stages, Comparisons comparisons) {
    this.stages = stages;
    this.comparisons = comparisons;
  }

  /**
   * Is the answer to {@code POST /streams/{stage}/comparison}.
   *
   * @param stage the stage
   * @param version the version of the candidate
   * @param from the earliest time at which results occurred that are compared; null: any
   * @param to the first time that is too late; null: any
   * @param types how the results of each type differ
   */
  record ComparisonView(
      String stage,
      String version,
      @Nullable Instant from,
      @Nullable Instant to,
      List<TypeView> types) {}

  /**
   * Tells how the results of a type differ.
   *
   * @param eventType the type
   * @param topic the topic of the stage in use
   * @param candidateTopic the topic of the candidate
   * @param same results with the same id and content
   * @param different results with the same id and another content
   * @param onlyInUse results that the candidate has not
   * @param onlyCandidate results that the stage in use has not
   * @param fields for each field that differs, in how many results
   * @param examples ids of some that are not the same
   */
  record TypeView(
      String eventType,
      String topic,
      String candidateTopic,
      long same,
      long different,
      long onlyInUse,
      long onlyCandidate,
      List<FieldView> fields,
      List<UUID> examples) {
    static TypeView of(Difference difference) {
      return new TypeView(
          difference.eventType(),
          difference.topic(),
          difference.candidateTopic(),
          difference.same(),
          difference.different(),
          difference.onlyInUse(),
          difference.onlyCandidate(),
          difference.fields().entrySet().stream()
              .map(each -> new FieldView(each.getKey(), each.getValue()))
              .toList(),
          difference.examples());
    }
  }

  /**
   * Tells in how many results a field differs.
   *
   * @param field the field
   * @param results the results
   */
  record FieldView(String field, long results) {}

  @PostMapping("/streams/{stage}/comparison")
  ComparisonView compare(
      @PathVariable("stage") String stage,
      @RequestParam("version") String version,
      @RequestParam(name = "from", required = false) @Nullable String from,
      @RequestParam(name = "to", required = false) @Nullable String to) {
    if (!version.matches(StreamProperties.VERSION)) {
      throw new InvalidRequestException(
          "version is a letter and then letters and digits, in lower case and 20 at most, such as v2");
    }
    Range range = new Range(time("from", from), time("to", to));
    Map<EventType, String> topics = stages.candidateTopics(stage, version);
    if (topics.isEmpty()) {
      throw new InvalidRequestException(
          "the stage %s derives no events: what it writes are copies of records, which have no results to compare"
              .formatted(stage));
    }
    List<Difference> differences = comparisons.compare(topics, range);
    return new ComparisonView(
        stage, version, range.from(), range.to(), differences.stream().map(TypeView::of).toList());
  }

  private static @Nullable Instant time(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidRequestException(
          "%s is a time such as 2026-01-31T12:00:00Z".formatted(name));
    }
  }
}
