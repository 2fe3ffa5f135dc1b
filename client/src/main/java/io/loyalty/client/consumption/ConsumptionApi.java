package io.loyalty.client.consumption;

import io.loyalty.client.AccessToken;
import io.loyalty.client.Answer;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceConnection;
import io.loyalty.client.Timeouts;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The HTTP API of db-consumption-service. Thread-safe. Every method throws {@link
 * io.loyalty.client.ServiceException} if the service does not do what it is asked. A parameter that
 * may be null is left out.
 */
@HttpExchange(accept = {"application/json", "application/problem+json"})
public interface ConsumptionApi {
  /** The service's name. */
  String SERVICE = "db-consumption-service";

  /** Returns a client for the service at that address. */
  static ConsumptionApi at(ServiceAddress address, Optional<AccessToken> token, Timeouts timeouts) {
    return new ServiceConnection(SERVICE, address, token, timeouts).api(ConsumptionApi.class);
  }

  /** What the load is doing, and what became of every record. */
  @GetExchange("/status")
  Answer<ConsumptionStatus> status();

  /** Returns the partitions on hold of the instance that answers. */
  @GetExchange("/holds")
  Answer<HoldList> holds();

  /** Decides where a partition on hold resumes; {@code from} is start, end or an offset. */
  @PostExchange("/holds/{topic}/{partition}/resume")
  Answer<HoldDecision> resume(
      @PathVariable("topic") String topic,
      @PathVariable("partition") int partition,
      @RequestParam("from") String from);

  /** Returns the newest reconciliations, without what they found. */
  @GetExchange("/reconciliations")
  Answer<ReconciliationList> reconciliations(
      @RequestParam(name = "before", required = false) String before,
      @RequestParam(name = "limit", required = false) Integer limit);

  /** Begins to compare the topics with the warehouse; a conflict while another one runs. */
  @PostExchange(url = "/reconciliations", contentType = "application/json")
  Answer<Reconciliation> reconcile(@RequestBody ReconciliationRequest request);

  /** Returns how far a reconciliation is, and what it found. */
  @GetExchange("/reconciliations/{id}")
  Answer<Reconciliation> reconciliation(@PathVariable("id") String id);

  /** Returns the kinds of dead letters and the newest ones. */
  @GetExchange("/dead-letters")
  Answer<DeadLetterList> deadLetters(
      @RequestParam(name = "eventType", required = false) String eventType,
      @RequestParam(name = "limit", required = false) Integer limit,
      @RequestParam(name = "reason", required = false) String reason);

  /** Returns all of one dead letter; the service masks personal data. */
  @GetExchange("/dead-letters/{id}")
  Answer<DeadLetter> deadLetter(@PathVariable("id") String id);

  /** Returns the newest replays, the newest first. */
  @GetExchange("/replays")
  Answer<ReplayList> replays();

  /** Starts a replay. */
  @PostExchange(url = "/replays", contentType = "application/json")
  Answer<Replay> start(@RequestBody ReplayRequest request);

  /** Tells what a replay would read; the request is a {@link ReplayRequest#asDryRun dry run}. */
  @PostExchange(url = "/replays", contentType = "application/json")
  Answer<ReplayPlan> plan(@RequestBody ReplayRequest request);

  /** Returns how far a replay is. */
  @GetExchange("/replays/{id}")
  Answer<Replay> replay(@PathVariable("id") String id);

  /** Stops a replay until it is resumed. */
  @PostExchange("/replays/{id}/pause")
  Answer<Replay> pause(@PathVariable("id") String id);

  /** Continues a paused replay. */
  @PostExchange("/replays/{id}/resume")
  Answer<Replay> resume(@PathVariable("id") String id);

  /** Ends a replay; the rows that it inserted stay. */
  @PostExchange("/replays/{id}/cancel")
  Answer<Replay> cancel(@PathVariable("id") String id);
}
