package io.loyalty.consumption.api.deadletters;

import io.loyalty.consumption.api.InvalidRequestException;
import io.loyalty.consumption.api.NotThereException;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterFilter;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterPage;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterReader;
import io.loyalty.face.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves dead letters: groups of them, pages of a list, or one of them. Responses never contain
 * direct personal data, and contain pseudonyms only for callers with a role.
 */
@RestController
final class DeadLetterController {
  private static final int MOST = 1000;
  private static final Set<String> PARAMETERS = parameters();

  private final DeadLetterReader reader;
  private final DeadLetterMask mask;
  private final DeadLetterHistory history;

  DeadLetterController(DeadLetterReader reader, DeadLetterMask mask, DeadLetterHistory history) {
    this.reader = reader;
    this.mask = mask;
    this.history = history;
  }

  private static Set<String> parameters() {
    Set<String> names =
        Arrays.stream(DeadLetterQuery.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    names.add("limit");
    names.add("groupLimit");
    return names;
  }

  /** Only the first page tells the groups, which are the same on each. */
  @GetMapping("/dead-letters")
  DeadLetterListView list(
      @ModelAttribute DeadLetterQuery query,
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(defaultValue = "" + DeadLetterMask.MOST_GROUPS) int groupLimit,
      HttpServletRequest request) {
    requireKnown(request);
    requireFrom1("limit", limit, MOST);
    requireFrom1("groupLimit", groupLimit, DeadLetterMask.MOST_GROUPS);
    DeadLetterFilter filter = query.filter();
    DeadLetterPage.Cursor after = query.cursor();
    Optional<DeadLetterMask.Groups> groups =
        after == null
            ? Optional.of(
                mask.groups(filter, query.dimensions(), groupLimit, Role.mayRead(request)))
            : Optional.empty();
    DeadLetterPage page = reader.page(filter, after, limit);
    return new DeadLetterListView(
        groups.map(DeadLetterMask.Groups::listed).orElse(List.of()),
        groups.map(DeadLetterMask.Groups::count).orElse(null),
        groups.map(DeadLetterMask.Groups::total).orElse(null),
        page.deadLetters().stream().map(mask::summary).toList(),
        DeadLetterQuery.next(page.next()));
  }

  @GetMapping("/dead-letters/{id}")
  DeadLetterView show(@PathVariable String id, HttpServletRequest request) {
    DeadLetterQuery.text("id", id);
    return reader
        .find(id)
        .map(stored -> mask.view(stored, history.of(stored), Role.mayRead(request)))
        .orElseThrow(() -> new NotThereException("there is no dead letter of that id"));
  }

  private static void requireFrom1(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new InvalidRequestException(
          "%s is %d; it must be from 1 to %d".formatted(name, value, most));
    }
  }

  /** Refuses a mistyped parameter, which would widen the list. */
  private static void requireKnown(HttpServletRequest request) {
    for (String name : request.getParameterMap().keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new InvalidRequestException(
            "unknown parameter \"%s\"; the parameters are %s"
                .formatted(name, String.join(", ", PARAMETERS)));
      }
    }
  }
}
