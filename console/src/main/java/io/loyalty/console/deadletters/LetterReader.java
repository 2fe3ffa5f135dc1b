package io.loyalty.console.deadletters;

import io.loyalty.client.Answer;
import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.consumption.DeadLetterQuery;
import io.loyalty.console.service.Answered;
import io.loyalty.console.service.Services;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks db-consumption-service for groups, counts and pages of dead letters. Thread-safe. */
@Component
class LetterReader {
  private static final List<String> COUNT = List.of(LetterField.STATION.field());

  private final Services services;

  LetterReader(Services services) {
    this.services = services;
  }

  /** Returns the largest groups, and counts all groups and all dead letters of the filter. */
  Answer<DeadLetterList> largest(int groups, LetterFilter filter, List<LetterField> by) {
    return ask(new DeadLetterQuery(filter.listed(), names(by), groups, 1, null));
  }

  /** Returns all groups. */
  Answer<DeadLetterList> groups(LetterFilter filter, List<LetterField> by) {
    return ask(new DeadLetterQuery(filter.listed(), names(by), 1, null));
  }

  /** Returns a page; the first one counts all dead letters of the filter. */
  Answer<DeadLetterList> page(LetterFilter filter, int limit, String after) {
    return ask(new DeadLetterQuery(filter.listed(), COUNT, limit, after));
  }

  /** Counts the dead letters of a filter, each once. */
  Answered<Long> count(LetterFilter filter) {
    return Answered.from(() -> page(filter, 1, null)).map(DeadLetterList::total);
  }

  private static List<String> names(List<LetterField> fields) {
    return fields.stream().map(LetterField::field).toList();
  }

  private Answer<DeadLetterList> ask(DeadLetterQuery query) {
    return services.consumption().deadLetters(query.parameters());
  }
}
