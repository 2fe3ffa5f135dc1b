package io.loyalty.endtoend.programme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.client.AccessToken;
import io.loyalty.client.Answer;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.ReconciliationRequest;
import io.loyalty.client.consumption.Redrive;
import io.loyalty.client.consumption.RedriveRequest;
import io.loyalty.client.consumption.ReplayRequest;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Calls db-consumption-service and retries while a server that it needs is down. */
public final class PatientConsumption {
  /** This token allows changes. */
  public static final String TOKEN = "a-token-of-end-to-end-tests-long-enough";

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** What a service answers that is busy, is starting, or was just killed. */
  private static final Set<ServiceException.Code> PASSING =
      EnumSet.of(
          ServiceException.Code.CONFLICT,
          ServiceException.Code.UNAVAILABLE,
          ServiceException.Code.UNREACHABLE,
          ServiceException.Code.TIMED_OUT);

  private final ConsumptionApi api;

  /** Takes {@code token}, which must allow changes. */
  public PatientConsumption(URI address, String token) {
    this.api =
        ConsumptionApi.at(
            new ServiceAddress(address),
            Optional.of(new AccessToken(token, "the test")),
            Timeouts.USUAL);
  }

  /**
   * Compares every record of every log with the warehouse, when no other reconciliation is running.
   */
  public JsonNode reconcileDeep() {
    String id = answer(() -> api.reconcile(new ReconciliationRequest(null, true))).value().id();
    Answer<Reconciliation> ended =
        await("the end of reconciliation " + id)
            .atMost(PATIENCE)
            .until(
                () -> answer(() -> api.reconciliation(id)),
                each -> each.value().state() != Reconciliation.State.RUNNING);
    assertThat(ended.value().state()).as(ended.json()).isEqualTo(Reconciliation.State.FINISHED);
    return ended.tree().path("result");
  }

  /** Starts a replay of all types and returns its id. */
  public String replayAll(long recordsPerSecond) {
    ReplayRequest all =
        new ReplayRequest(
            List.of(), "merge", null, null, null, null, null, null, recordsPerSecond, false);
    return answer(() -> api.start(all)).value().id();
  }

  /** Returns the state of a replay. */
  public JsonNode replay(String id) {
    return answer(() -> api.replay(id)).tree();
  }

  /** Starts a redrive or preview, as soon as what an earlier one has sent has come back. */
  public Redrive redrive(RedriveRequest request) {
    return answer(() -> api.redrive(request)).value();
  }

  /** Returns the sentence with which a redrive is refused. */
  public String refusal(RedriveRequest request) {
    try {
      throw new AssertionError("not refused: " + api.redrive(request).json());
    } catch (ServiceException e) {
      return e.getMessage();
    }
  }

  /** Returns the state of a redrive. */
  public Redrive redrive(String id) {
    return answer(() -> api.redrive(id)).value();
  }

  /** Waits until more than so many of its dead letters have a result. */
  public void awaitTried(String id, long more) {
    await("more than %d results of %s".formatted(more, id))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> redrive(id).tried() > more);
  }

  /** Waits until a redrive is done. */
  public Redrive redriven(String id) {
    return await("the end of redrive " + id)
        .atMost(PATIENCE)
        .until(() -> redrive(id), each -> each.state() == Redrive.State.DONE);
  }

  /** Cancels a redrive. */
  public void cancelRedrive(String id) {
    answer(() -> api.cancelRedrive(id));
  }

  /** Retries until the servers are available again and no other reconciliation is running. */
  private static <T> Answer<T> answer(Supplier<Answer<T>> request) {
    return await("an answer of db-consumption-service")
        .atMost(PATIENCE)
        .until(() -> attempt(request), Optional::isPresent)
        .orElseThrow();
  }

  private static <T> Optional<Answer<T>> attempt(Supplier<Answer<T>> request) {
    try {
      return Optional.of(request.get());
    } catch (ServiceException e) {
      if (PASSING.contains(e.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
