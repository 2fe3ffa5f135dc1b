package io.loyalty.cli.option;

import io.loyalty.cli.deadletter.GroupField;
import io.loyalty.client.consumption.DeadLetterQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Selects, groups and pages a list of dead letters. */
public final class DeadLetterListOptions {
  /** Lists the states to choose from. */
  enum State {
    OPEN,
    REDRIVEN,
    RESOLVED,
    ALL
  }

  @Mixin private DeadLetterFilterOptions filter;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Those that are open, redriven or resolved, or all of them (default: open; with --id all).")
  private Optional<State> state = Optional.empty();

  @Option(
      names = "--group-by",
      paramLabel = "WHAT",
      split = ",",
      description =
          "Counts them by any of type, stage, reason, rule, path, source, version and hour, separated by commas "
              + "(default: type,stage,reason).")
  private List<GroupField> groupBy = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many are listed, the newest first (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--after",
      paramLabel = "PLACE",
      description = "Lists the next page, as the page before says at its end.")
  private Optional<String> after = Optional.empty();

  /** Returns the question for the service. */
  public DeadLetterQuery query() {
    return new DeadLetterQuery(
        filter.filter(state.map(each -> each.name().toLowerCase(Locale.ROOT)).orElse(null)),
        groupBy.stream().map(GroupField::field).toList(),
        limit,
        after.orElse(null));
  }

  /** Returns what the dead letters are grouped by. */
  public List<GroupField> groupBy() {
    return groupBy.isEmpty()
        ? List.of(GroupField.TYPE, GroupField.STAGE, GroupField.REASON)
        : groupBy;
  }
}
