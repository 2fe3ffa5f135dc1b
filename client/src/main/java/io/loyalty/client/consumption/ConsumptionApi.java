package io.loyalty.client.consumption;

import io.loyalty.client.AccessToken;
import io.loyalty.client.Answer;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceConnection;
import io.loyalty.client.Timeouts;
import io.loyalty.client.history.Audit;
import io.loyalty.client.history.LatestEvents;
import io.loyalty.client.history.Ledger;
import io.loyalty.client.scorecard.ScorecardList;
import io.loyalty.client.scorecard.SourceList;
import io.loyalty.client.table.EventTable;
import java.util.Optional;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Calls the HTTP API of db-consumption-service. Thread-safe. Every method throws {@link
 * io.loyalty.client.ServiceException} if the request fails. A null parameter is left out of the
 * request.
 */
@HttpExchange(accept = {"application/json", "application/problem+json"})
public interface ConsumptionApi {
  /** This is the service's name. */
  String SERVICE = "db-consumption-service";

  /** Returns a client for the service at the given address. */
  static ConsumptionApi at(ServiceAddress address, Optional<AccessToken> token, Timeouts timeouts) {
    return new ServiceConnection(SERVICE, address, token, timeouts).api(ConsumptionApi.class);
  }

  /** Returns the state of the load and the counts of records by outcome. */
  @GetExchange("/status")
  Answer<ConsumptionStatus> status();

  /** Returns the partitions on hold of the instance that responds. */
  @GetExchange("/holds")
  Answer<HoldList> holds();

  /** Resumes a partition on hold; {@code from} is start, end or an offset. */
  @PostExchange("/holds/{topic}/{partition}/resume")
  Answer<HoldDecision> resume(
      @PathVariable("topic") String topic,
      @PathVariable("partition") int partition,
      @RequestParam("from") String from);

  /**
   * Returns what became of the records of the live load, hour by hour, between two times that are
   * at most 31 days apart.
   */
  @GetExchange("/ledger")
  Answer<Ledger> ledger(
      @RequestParam("from") String from,
      @RequestParam("to") String to,
      @RequestParam(name = "eventType", required = false) String eventType);

  /** Returns the tables of an event type, with their columns. */
  @GetExchange("/tables/{eventType}")
  Answer<EventTable> table(@PathVariable("eventType") String eventType);

  /**
   * Returns who did what, the newest first; {@code before} is {@link Audit#next()} of the page
   * before.
   */
  @GetExchange("/audit")
  Answer<Audit> audit(
      @RequestParam(name = "before", required = false) String before,
      @RequestParam(name = "limit", required = false) Integer limit);

  /** Returns the newest reconciliations, without their results. */
  @GetExchange("/reconciliations")
  Answer<ReconciliationList> reconciliations(
      @RequestParam(name = "before", required = false) String before,
      @RequestParam(name = "limit", required = false) Integer limit);

  /**
   * Starts to compare the topics with the warehouse; fails with a conflict while another
   * reconciliation runs.
   */
  @PostExchange(url = "/reconciliations", contentType = "application/json")
  Answer<Reconciliation> reconcile(@RequestBody ReconciliationRequest request);

  /** Returns the progress of a reconciliation and its result. */
  @GetExchange("/reconciliations/{id}")
  Answer<Reconciliation> reconciliation(@PathVariable("id") String id);

  /**
   * Returns groups of dead letters and one page of them; {@link DeadLetterQuery#parameters()} makes
   * the query.
   */
  @GetExchange("/dead-letters")
  Answer<DeadLetterList> deadLetters(@RequestParam MultiValueMap<String, String> query);

  /** Returns one dead letter in full; the service masks personal data. */
  @GetExchange("/dead-letters/{id}")
  Answer<DeadLetter> deadLetter(@PathVariable("id") String id);

  /** Returns where an event is, by its id, the id of its dead letter, or its record. */
  @GetExchange("/events/{id}")
  Answer<Whereabouts> where(
      @PathVariable("id") String id,
      @RequestParam(name = "eventType", required = false) String eventType,
      @RequestParam(name = "scan", required = false) Boolean scan);

  /** Returns the newest events that have a value in a field that the contract marks for it. */
  @GetExchange("/events")
  Answer<EventMatches> events(
      @RequestParam("field") String field,
      @RequestParam("value") String value,
      @RequestParam(name = "eventType", required = false) String eventType,
      @RequestParam(name = "limit", required = false) Integer limit);

  /** Returns the newest events of a type, at most 100, by the time of their occurrence. */
  @GetExchange("/events/latest")
  Answer<LatestEvents> latest(
      @RequestParam("eventType") String eventType,
      @RequestParam(name = "limit", required = false) Integer limit);

  /** Returns what a source sent, hour by hour, between two times that are at most 31 days apart. */
  @GetExchange("/scorecards")
  Answer<ScorecardList> scorecards(
      @RequestParam("source") String source,
      @RequestParam("from") String from,
      @RequestParam("to") String to);

  /** Returns the sources that have scorecards between two times, at most 31 days apart. */
  @GetExchange("/scorecards/sources")
  Answer<SourceList> scorecardSources(
      @RequestParam("from") String from, @RequestParam("to") String to);

  /** Returns the newest replays, the newest first. */
  @GetExchange("/replays")
  Answer<ReplayList> replays();

  /** Starts a replay. */
  @PostExchange(url = "/replays", contentType = "application/json")
  Answer<Replay> start(@RequestBody ReplayRequest request);

  /**
   * Returns what a replay would read; the request must be a {@link ReplayRequest#asDryRun dry run}.
   */
  @PostExchange(url = "/replays", contentType = "application/json")
  Answer<ReplayPlan> plan(@RequestBody ReplayRequest request);

  /** Returns the progress of a replay. */
  @GetExchange("/replays/{id}")
  Answer<Replay> replay(@PathVariable("id") String id);

  /** Pauses a replay until it is resumed. */
  @PostExchange("/replays/{id}/pause")
  Answer<Replay> pause(@PathVariable("id") String id);

  /** Resumes a paused replay. */
  @PostExchange("/replays/{id}/resume")
  Answer<Replay> resume(@PathVariable("id") String id);

  /** Cancels a replay; the rows that it inserted are kept. */
  @PostExchange("/replays/{id}/cancel")
  Answer<Replay> cancel(@PathVariable("id") String id);

  /** Returns the newest redrives and previews, the newest first, without their failures. */
  @GetExchange("/redrives")
  Answer<RedriveList> redrives();

  /** Starts a redrive or a preview. */
  @PostExchange(url = "/redrives", contentType = "application/json")
  Answer<Redrive> redrive(@RequestBody RedriveRequest request);

  /** Returns the progress of a redrive or preview, and its failures once it has ended. */
  @GetExchange("/redrives/{id}")
  Answer<Redrive> redrive(@PathVariable("id") String id);

  /** Pauses a redrive until it is resumed. */
  @PostExchange("/redrives/{id}/pause")
  Answer<Redrive> pauseRedrive(@PathVariable("id") String id);

  /** Resumes a paused redrive. */
  @PostExchange("/redrives/{id}/resume")
  Answer<Redrive> resumeRedrive(@PathVariable("id") String id);

  /** Cancels a redrive; what it has redriven is kept. */
  @PostExchange("/redrives/{id}/cancel")
  Answer<Redrive> cancelRedrive(@PathVariable("id") String id);

  /** Closes open dead letters without a redrive. */
  @PostExchange(url = "/dead-letters/resolve", contentType = "application/json")
  Answer<DeadLetterDecision> resolve(@RequestBody ResolveRequest request);

  /** Opens resolved dead letters again. */
  @PostExchange(url = "/dead-letters/reopen", contentType = "application/json")
  Answer<DeadLetterDecision> reopen(@RequestBody ReopenRequest request);
}
