package io.loyalty.benchmarks.load;

import io.loyalty.benchmarks.program.Program;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Replays the records that the service's live load has loaded last, in the same process, requested
 * over HTTP.
 */
final class ReplayContender implements LoadContender {
  private static final long LOOK_EVERY_MILLIS = 50;

  private final Setting setting;
  private final LoadProgress progress;
  private final String topic;
  private final OursService service;
  private final HttpClient http = HttpClient.newHttpClient();
  private long end;
  private UUID replay;

  ReplayContender(Setting setting, LoadProgress progress, String topic, OursService service) {
    this.setting = setting;
    this.progress = progress;
    this.topic = topic;
    this.service = service;
  }

  @Override
  public String name() {
    return LoadContenders.REPLAY;
  }

  @Override
  public Target target() {
    return Target.TABLES;
  }

  @Override
  public List<Program> programs() {
    return List.of(service.program());
  }

  /** Waits for the end of the previous replay, which comes after its last commit. */
  @Override
  public void prepare() throws InterruptedException, SQLException {
    while (replay != null && !progress.isReplayDone(replay)) {
      service.program().requireAlive();
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    end = progress.offset(topic);
  }

  @Override
  public void begin() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.address().resolve("/replays"))
            .header("Authorization", "Bearer " + OursService.TOKEN)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"eventTypes": ["%s"], "fromOffset": %d, "toOffset": %d}"""
                        .formatted(setting.type(), end - setting.runs().rows(), end)))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new IllegalStateException("the replay was refused: " + answer.body());
    }
    String location = answer.headers().firstValue("Location").orElseThrow();
    replay = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
  }

  @Override
  public long loaded() throws SQLException {
    service.program().requireAlive();
    return progress.replayed(replay);
  }

  /** Does nothing: the live load closes the process. */
  @Override
  public void close() {}
}
