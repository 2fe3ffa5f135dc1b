package io.loyalty.consumption.recovery;

import io.loyalty.consumption.run.RunStep;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.recovery.RedriveCounts;
import io.loyalty.consumption.warehouse.recovery.RedriveFailure;
import io.loyalty.consumption.warehouse.recovery.RedriveScope;
import io.loyalty.consumption.warehouse.recovery.RedriveTable;
import io.loyalty.consumption.warehouse.recovery.StoredRedrive;
import io.loyalty.consumption.warehouse.run.AuditEntry;
import io.loyalty.consumption.warehouse.run.RunState;
import io.loyalty.consumption.warehouse.run.RunTable;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.InvalidContractException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Answers what can be asked of redrives and previews. Thread-safe; every question may throw {@link
 * io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException}.
 */
public final class Redrives {
  private static final int SHOWN = 20;

  private final RedriveTable table;
  private final RunTable runs;
  private final EventTopics topics;
  private final RedriveProperties properties;
  private final PatchCheck patches = new PatchCheck();

  /** Keeps redrives in the two tables, of event types that {@code topics} have. */
  public Redrives(
      RedriveTable table, RunTable runs, EventTopics topics, RedriveProperties properties) {
    this.table = table;
    this.runs = runs;
    this.topics = topics;
    this.properties = properties;
  }

  /**
   * Adds a redrive or preview, which a worker takes up.
   *
   * @param filter the filter as a JSON object, to be kept
   * @throws InvalidRedriveException when the request is invalid
   * @throws UnknownRedriveException when there is no such preview
   * @throws RedriveConflictException when the preview has not ended
   * @throws io.loyalty.consumption.warehouse.recovery.NothingChosenException when no open dead
   *     letter matches, or another redrive has one
   */
  public StoredRedrive start(RedriveRequest request, String filter, String actor, String detail) {
    RedriveScope scope = scope(request, filter);
    UUID id = UUID.randomUUID();
    String action = request.dryRun() ? "preview-started" : "redrive-started";
    table.add(id, scope, request.filter(), new AuditEntry(actor, action, detail));
    return find(id);
  }

  /** Returns the newest redrives and previews, newest first. */
  public List<StoredRedrive> newest() {
    return table.newest(SHOWN);
  }

  /**
   * Returns one redrive or preview.
   *
   * @throws UnknownRedriveException when there is none of that id
   */
  public StoredRedrive find(UUID id) {
    return table.find(id).orElseThrow(() -> new UnknownRedriveException(id));
  }

  /** Counts the results so far. */
  public RedriveCounts counts(UUID id) {
    return table.counts(id);
  }

  /** Groups the failures so far, the most frequent first. */
  public List<RedriveFailure> failures(UUID id) {
    return table.failures(id);
  }

  /**
   * Takes a step.
   *
   * @throws UnknownRedriveException when there is none of that id
   * @throws RedriveConflictException when its state does not allow it
   */
  public StoredRedrive step(UUID id, RunStep step, String actor) {
    if (!runs.move(
        id, step.from(), step.to(), new AuditEntry(actor, "redrive-" + step.done(), "{}"))) {
      throw new RedriveConflictException(
          "the redrive %s is %s and can't be %s"
              .formatted(id, find(id).standing().state(), step.done()));
    }
    return find(id);
  }

  private RedriveScope scope(RedriveRequest request, String filter) {
    int rate =
        Objects.requireNonNullElse(request.recordsPerSecond(), properties.rate(request.dryRun()));
    if (request.preview() != null) {
      StoredRedrive preview = ended(request.preview());
      return new RedriveScope(
          false, preview.scope().filter(), preview.id(), preview.scope().patch(), null, rate);
    }
    if (request.patch() != null) {
      patches.check(request.patch());
    }
    return new RedriveScope(
        request.dryRun(), filter, null, request.patch(), candidate(request.candidate()), rate);
  }

  private StoredRedrive ended(UUID id) {
    StoredRedrive preview = find(id);
    if (!preview.scope().dryRun()) {
      throw new InvalidRedriveException("%s is a redrive and no preview".formatted(id));
    }
    if (preview.standing().state() != RunState.DONE) {
      throw new RedriveConflictException(
          "the preview %s is %s; only one that is DONE can be redriven"
              .formatted(id, preview.standing().state()));
    }
    return preview;
  }

  private RedriveScope.Candidate candidate(String schema) {
    if (schema == null) {
      return null;
    }
    String type;
    try {
      type = EventCatalogue.read(schema).name();
    } catch (InvalidContractException e) {
      throw new InvalidRedriveException("the candidate schema is no contract: " + e.getMessage());
    }
    if (topics.names().stream().noneMatch(name -> topics.type(name).name().equals(type))) {
      throw new InvalidRedriveException(
          "the candidate schema is of the event type %s, which this service does not load"
              .formatted(type));
    }
    return new RedriveScope.Candidate(type, schema);
  }
}
