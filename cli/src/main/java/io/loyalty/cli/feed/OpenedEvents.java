package io.loyalty.cli.feed;

import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.queue.EventCount;
import io.loyalty.cli.queue.SendFailedException;
import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.cli.service.ServiceSentence;
import io.loyalty.cli.service.TokenSource;
import io.loyalty.client.AccessToken;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import io.loyalty.client.ingestion.IngestionClient;
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

/** Counts the events of a message as ingestion-service does, by asking the service. */
public final class OpenedEvents implements EventCount {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 500;

  /** Matches types that fit into a line of the journal; no contract has any other type. */
  private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  private final IngestionClient client;

  private OpenedEvents(IngestionClient client) {
    this.client = client;
  }

  /** Counts by the local ingestion-service at this address. */
  public static EventCount by(URI ingestion, DataDirectory directory) {
    Optional<AccessToken> token =
        TokenSource.find(Optional.empty(), Optional.of(directory.token()));
    return new OpenedEvents(
        new IngestionClient(new ServiceAddress(ingestion), token, Timeouts.USUAL));
  }

  /** Counts the events of a sample, which knows its events. */
  public static EventCount of(List<SampleMessage> sample) {
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
      } catch (ServiceException e) {
        if (!e.isTemporary() || System.nanoTime() > giveUp) {
          throw cannotCount(e);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static SendFailedException cannotCount(ServiceException cause) {
    return new SendFailedException(
        "The events can't be counted, so nothing more is sent: " + ServiceSentence.of(cause),
        cause);
  }

  private static String type(ObjectNode event) {
    String type = event.path("eventType").asString("");
    return TYPE.matcher(type).matches() ? type : UNKNOWN;
  }
}
