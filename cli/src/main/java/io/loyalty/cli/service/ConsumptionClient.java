package io.loyalty.cli.service;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The HTTP API of db-consumption-service. Thread-safe. Every method throws {@link
 * RequestFailedException} with one sentence if the service does not do what it is asked, and its
 * {@link NoAnswerException} if it may do so later.
 */
public final class ConsumptionClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  // Finds the range in every partition.
  private static final Duration PLAN_PATIENCE = Duration.ofMinutes(2);
  private static final String RECONCILIATIONS = "/reconciliations";

  private final ServiceHttp http;

  /** A client for the service at that address; what acts is refused without a token. */
  public ConsumptionClient(ServiceAddress address, Optional<AccessToken> token) {
    this.http = new ServiceHttp("db-consumption-service", address, token);
  }

  /** What can be done to a replay. */
  public enum ReplayAction {
    /** Stop for a while. */
    PAUSE,
    /** Go on after a pause. */
    RESUME,
    /** End it for good. */
    CANCEL;

    String path() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a replay would do; nothing is changed. */
  public Answer<ReplayPlan> plan(ReplayRequest request) {
    return http.post(
        http.address().at("/replays"),
        Optional.of(request.asDryRun()),
        PLAN_PATIENCE,
        ReplayPlan.class);
  }

  /** Starts a replay. */
  public Answer<Replay> start(ReplayRequest request) {
    return http.post(
        http.address().at("/replays"), Optional.of(request), PLAN_PATIENCE, Replay.class);
  }

  /** All replays, the newest first. */
  public Answer<ReplayList> replays() {
    return http.get(http.address().at("/replays"), PATIENCE, ReplayList.class);
  }

  /** One replay. */
  public Answer<Replay> replay(String id) {
    return http.get(replayPath(id, ""), PATIENCE, Replay.class);
  }

  /** Pauses, resumes or cancels a replay. */
  public Answer<Replay> change(String id, ReplayAction action) {
    return http.post(replayPath(id, "/" + action.path()), Optional.empty(), PATIENCE, Replay.class);
  }

  /**
   * Begins to compare the topics with the warehouse, for one event type or all.
   *
   * @throws ConflictException while another one runs
   */
  public Answer<Reconciliation> startReconciliation(Optional<String> eventType, boolean deep) {
    Map<String, Object> request = new HashMap<>();
    eventType.ifPresent(each -> request.put("eventType", each));
    request.put("deep", deep);
    return http.post(
        http.address().at(RECONCILIATIONS), Optional.of(request), PATIENCE, Reconciliation.class);
  }

  /** One reconciliation. */
  public Answer<Reconciliation> reconciliation(String id) {
    return http.get(
        http.address().at(RECONCILIATIONS + "/" + ServiceAddress.escaped(id)),
        PATIENCE,
        Reconciliation.class);
  }

  /** What a finished reconciliation found. */
  public Answer<ReconciliationResult> result(Reconciliation finished) {
    return http.part(finished.result(), ReconciliationResult.class);
  }

  /** What that instance holds. */
  public Answer<HoldList> holds() {
    return http.get(http.address().at("/holds"), PATIENCE, HoldList.class);
  }

  /**
   * Lets a partition go on that is held for a decision; {@code from} is start, end or an offset.
   */
  public Answer<HoldDecision> resume(String topic, int partition, String from) {
    return http.post(
        http.address()
            .at(
                "/holds/%s/%d/resume".formatted(ServiceAddress.escaped(topic), partition),
                Map.of("from", Optional.of(from))),
        Optional.empty(),
        PATIENCE,
        HoldDecision.class);
  }

  /** The kinds of dead letters and the newest ones, of an event type and a reason or all. */
  public Answer<DeadLetterList> deadLetters(
      Optional<String> eventType, Optional<String> reason, int limit) {
    return http.get(
        http.address()
            .at(
                "/dead-letters",
                Map.of(
                    "eventType", eventType,
                    "reason", reason,
                    "limit", Optional.of(Integer.toString(limit)))),
        PATIENCE,
        DeadLetterList.class);
  }

  /** All of one dead letter; the service masks personal data. */
  public Answer<JsonNode> deadLetter(String id) {
    return http.get(
        http.address().at("/dead-letters/" + ServiceAddress.escaped(id)), PATIENCE, JsonNode.class);
  }

  private URI replayPath(String id, String rest) {
    return http.address().at("/replays/" + ServiceAddress.escaped(id) + rest);
  }
}
