package io.loyalty.cli.service;

import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import io.loyalty.client.streams.StageState;
import io.loyalty.client.streams.StageStatus;
import io.loyalty.client.streams.StreamApi;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads the state of a local stream-service in a few words. Thread-safe. */
public final class StreamState implements Supplier<String> {
  private final StreamApi streams;

  /** Reads the state of the service at the given address. */
  public StreamState(URI address) {
    this.streams = StreamApi.at(new ServiceAddress(address), Optional.empty(), Timeouts.SHORT);
  }

  /**
   * Returns RUNNING if all its stages are, or what else they do; nothing if it does not respond.
   */
  @Override
  public String get() {
    try {
      List<StageStatus> stages = streams.stages().value().stages();
      return stages.stream().allMatch(stage -> stage.state() == StageState.RUNNING)
          ? StageState.RUNNING.name()
          : stages.stream().map(StreamState::phrase).collect(Collectors.joining("; "));
    } catch (ServiceException e) {
      return "";
    }
  }

  private static String phrase(StageStatus stage) {
    return stage.reason() == null
        ? "%s %s".formatted(stage.stage(), stage.state())
        : "%s %s: %s".formatted(stage.stage(), stage.state(), stage.reason());
  }
}
