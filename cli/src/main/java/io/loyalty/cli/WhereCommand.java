package io.loyalty.cli;

import io.loyalty.cli.event.Missing;
import io.loyalty.cli.event.Timeline;
import io.loyalty.cli.option.ConsumptionOptions;
import io.loyalty.cli.queue.SqsQueue;
import io.loyalty.cli.text.Table;
import io.loyalty.client.Answer;
import io.loyalty.client.consumption.EventMatches;
import io.loyalty.client.consumption.EventMatches.Match;
import io.loyalty.client.consumption.Whereabouts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "where",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows where an event is: when the queue, Kafka and the warehouse had it, its row, conflicts, dead letters and replays.",
      "Personal data are masked. Exit code 1 if one is not found."
    })
final class WhereCommand implements Callable<Integer> {
  private static final String PATH_CHARACTERS = "[^/?#\\s]+";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = {
        "The id of an event or of a dead letter, a record as topic-partition-offset, or FIELD=VALUE for a field that "
            + "the contract marks with lookup, such as transactionId=R-1."
      })
  private List<String> ids = List.of();

  @Option(names = "--type", paramLabel = "TYPE", description = "Looks in one event type.")
  private Optional<String> type = Optional.empty();

  @Option(
      names = "--scan",
      description = "Searches the records that are not loaded yet as well, which may take 20 s.")
  private boolean scan;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many events are listed for FIELD=VALUE (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private ConsumptionOptions consumption;

  @Override
  public Integer call() {
    for (String id : ids) {
      if (id.indexOf('=') < 0 && !id.matches(PATH_CHARACTERS)) {
        throw new ParameterException(
            spec.commandLine(),
            "'%s' is no id of an event or a dead letter, no topic-partition-offset and no FIELD=VALUE."
                .formatted(id));
      }
    }
    boolean all = true;
    for (String id : ids) {
      int equals = id.indexOf('=');
      all &= equals < 0 ? find(id) : search(id.substring(0, equals), id.substring(equals + 1));
    }
    return all ? 0 : 1;
  }

  private boolean find(String id) {
    Answer<Whereabouts> found =
        consumption.client().where(id, type.orElse(null), scan ? Boolean.TRUE : null);
    PrintWriter out = spec.commandLine().getOut();
    if (consumption.json()) {
      out.println(found.json());
    } else if (found.value().found()) {
      Timeline.lines(found.value()).forEach(out::println);
    } else {
      out.println(Missing.sentence(found.value(), queued()));
    }
    return found.value().found();
  }

  /** Shows the only event of that value, or lists them. */
  private boolean search(String field, String value) {
    Answer<EventMatches> found =
        consumption.client().events(field, value, type.orElse(null), limit);
    List<Match> events = found.value().events();
    PrintWriter out = spec.commandLine().getOut();
    if (consumption.json()) {
      out.println(found.json());
    } else if (events.size() == 1) {
      return find(events.get(0).eventId());
    } else if (events.isEmpty()) {
      out.println("No event in the warehouse has this %s.".formatted(field));
    } else {
      Table table = new Table("%-36s  %-26s  %-20s  %s", "event", "type", "occurred", "loaded");
      events.forEach(
          each -> table.add(each.eventId(), each.eventType(), each.occurredAt(), each.loadedAt()));
      table.lines().forEach(out::println);
      if (found.value().more()) {
        out.println("There are more; --limit shows up to 100.");
      }
    }
    return !events.isEmpty();
  }

  /** The depth of a deployed pipeline's queue is known to AWS only. */
  private OptionalLong queued() {
    return consumption
        .local()
        .flatMap(
            endpoints -> {
              try (SqsQueue queue =
                  SqsQueue.at(endpoints.queueUrl(), Optional.of(endpoints.sqs()))) {
                return queue.depth();
              }
            })
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }
}
