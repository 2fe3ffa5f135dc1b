package io.loyalty.cli;

import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.queue.EventCount;
import io.loyalty.cli.queue.SendFailedException;
import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.cli.service.AccessToken;
import io.loyalty.cli.service.IngestionClient;
import io.loyalty.cli.service.NoAnswerException;
import io.loyalty.cli.service.RequestFailedException;
import io.loyalty.cli.service.ServiceAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Counts the events of a message as ingestion-service opens it: the service decides. */
final class OpenedEvents implements EventCount {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 500;

  /** What fits into a line of the journal; all others are in no contract either. */
  private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  private final IngestionClient client;

  private OpenedEvents(IngestionClient client) {
    this.client = client;
  }

  /** As the ingestion-service there does, which runs on this machine. */
  static EventCount by(URI ingestion, DataDirectory directory) {
    Optional<AccessToken> token =
        AccessToken.find(
            Optional.empty(),
            Optional.ofNullable(System.getenv(AccessToken.VARIABLE)),
            Optional.of(directory.token()));
    return new OpenedEvents(new IngestionClient(new ServiceAddress(ingestion), token));
  }

  /** Of a sample, which knows its events. */
  static EventCount of(List<SampleMessage> sample) {
    Map<String, List<String>> types =
        sample.stream()
            .collect(
                Collectors.toMap(
                    SampleMessage::body,
                    message -> message.events().stream().map(SampleEvent::type).toList(),
                    (one, same) -> one));
    return bodies -> bodies.stream().map(types::get).toList();
  }

  @Override
  public List<List<String>> types(List<String> bodies) throws InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<List<String>> types =
          Stream.generate(() -> (List<String>) new ArrayList<String>())
              .limit(bodies.size())
              .toList();
      try {
        client.open(bodies, event -> types.get(event.path("line").asInt() - 1).add(type(event)));
        return types;
      } catch (NoAnswerException e) {
        if (System.nanoTime() > giveUp) {
          throw cannotCount(e);
        }
        Thread.sleep(PAUSE_MILLIS);
      } catch (RequestFailedException e) {
        throw cannotCount(e);
      }
    }
  }

  private static SendFailedException cannotCount(RequestFailedException cause) {
    return new SendFailedException(
        "The events can't be counted, so nothing more is sent: " + cause.getMessage(), cause);
  }

  private static String type(ObjectNode event) {
    String type = event.path("eventType").asString("");
    return TYPE.matcher(type).matches() ? type : UNKNOWN;
  }
}
