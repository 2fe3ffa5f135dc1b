package io.loyalty.consumption.replay;

import io.loyalty.consumption.run.RunStep;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import io.loyalty.consumption.warehouse.replay.StoredReplay;
import io.loyalty.consumption.warehouse.run.AuditEntry;
import io.loyalty.consumption.warehouse.run.RunState;
import io.loyalty.consumption.warehouse.run.RunTable;
import java.util.List;
import java.util.UUID;

/**
 * What can be asked of replays. Thread-safe; every question may throw {@link
 * io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException} or {@link
 * io.loyalty.consumption.topic.TopicUnavailableException}.
 */
public final class Replays {
  private static final int SHOWN = 100;

  private final ReplayTable table;
  private final RunTable runs;
  private final ReplayPlanning planning;
  private final DryRun dryRun;

  /** Plans by {@code planning} what {@code dryRun} estimates; keeps it in the two tables. */
  public Replays(ReplayTable table, RunTable runs, ReplayPlanning planning, DryRun dryRun) {
    this.table = table;
    this.runs = runs;
    this.planning = planning;
    this.dryRun = dryRun;
  }

  /**
   * What a request would read; nothing is changed.
   *
   * @throws InvalidReplayException when it can't be
   * @throws ReplayConflictException when a log is not the one that was loaded
   */
  public ReplayEstimate estimate(ReplayRequest request) {
    return dryRun.estimate(planning.plan(request));
  }

  /**
   * Adds a replay, which a worker takes up.
   *
   * @param detail the request, as a JSON object
   * @throws InvalidReplayException when it can't be
   * @throws ReplayConflictException when another of one of its types is not ended
   */
  public StoredReplay start(ReplayRequest request, String actor, String detail) {
    ReplayPlanning.Plan plan = planning.plan(request);
    StoredReplay replay =
        new StoredReplay(
            UUID.randomUUID(),
            new StoredReplay.Standing(RunState.PENDING, null, null, null, null, 0),
            request.mode(),
            plan.scope(),
            plan.partitions());
    table
        .add(replay, new AuditEntry(actor, "replay-started", detail))
        .ifPresent(
            other -> {
              throw new ReplayConflictException(
                  "the replay %s of %s is %s; cancel it, or wait for its end"
                      .formatted(
                          other.id(),
                          String.join(", ", other.scope().eventTypes()),
                          other.standing().state()));
            });
    return find(replay.id());
  }

  /** The newest replays, newest first. */
  public List<StoredReplay> newest() {
    return table.newest(SHOWN);
  }

  /**
   * One replay.
   *
   * @throws UnknownReplayException when there is none of that id
   */
  public StoredReplay find(UUID id) {
    return table.find(id).orElseThrow(() -> new UnknownReplayException(id));
  }

  /**
   * Takes a step.
   *
   * @throws UnknownReplayException when there is none of that id
   * @throws ReplayConflictException when its state does not allow it
   */
  public StoredReplay step(UUID id, RunStep step, String actor) {
    if (!runs.move(
        id, step.from(), step.to(), new AuditEntry(actor, "replay-" + step.done(), "{}"))) {
      throw new ReplayConflictException(
          "the replay %s is %s and can't be %s"
              .formatted(id, find(id).standing().state(), step.done()));
    }
    return find(id);
  }
}
