package io.loyalty.consumption.warehouse.recovery;

import io.loyalty.consumption.warehouse.deadletters.DeadLetterFilter;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterState;
import io.loyalty.consumption.warehouse.deadletters.SqlCondition;
import io.loyalty.consumption.warehouse.run.AuditEntry;
import io.loyalty.consumption.warehouse.run.RunState;
import io.loyalty.consumption.warehouse.run.RunTable;
import io.loyalty.consumption.warehouse.sql.DatabaseUnavailableException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads and writes {@code pipeline.redrive} with its items. Thread-safe; every call may throw
 * {@link DatabaseUnavailableException}.
 */
public final class RedriveTable {
  private static final int PAGE_BYTES = 8 << 20;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  /** Uses the pool. */
  public RedriveTable(DataSource pool) {
    this.jdbc = JdbcClient.create(pool);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
  }

  /**
   * Adds a redrive of the open dead letters that match, or that would pass by its preview. It waits
   * for a worker.
   *
   * @throws NothingChosenException when there are none, or another redrive has them; then nothing
   *     is changed
   */
  public void add(UUID id, RedriveScope scope, DeadLetterFilter filter, AuditEntry audit) {
    asked(
        () ->
            transaction.execute(
                status -> {
                  // Two that are added at once would not see the items of each other.
                  jdbc.sql(RedriveSql.LOCK).query().listOfRows();
                  insert(id, scope, audit.actor());
                  Condition condition = Condition.of(scope, filter);
                  long items = insertItems(id, condition.in().apply(DeadLetterState.OPEN));
                  if (items == 0) {
                    throw condition.nothing(jdbc, DeadLetterState.OPEN);
                  }
                  if (!scope.dryRun()) {
                    requireNoOther(id);
                  }
                  jdbc.sql(RedriveSql.COUNT_ITEMS).param(items).param(id).update();
                  RunTable.note(jdbc, id.toString(), audit);
                  return items;
                }));
  }

  /** Returns the redrive with this id, if there is one. */
  public Optional<StoredRedrive> find(UUID id) {
    return asked(() -> jdbc.sql(RedriveSql.FIND).param(id).query(RedriveTable::redrive).optional());
  }

  /** Returns the newest redrives and previews, newest first. */
  public List<StoredRedrive> newest(int limit) {
    return asked(
        () -> jdbc.sql(RedriveSql.NEWEST).param(limit).query(RedriveTable::redrive).list());
  }

  /** Counts the results of a redrive. */
  public RedriveCounts counts(UUID id) {
    return asked(
        () -> {
          Map<String, Long> events = new HashMap<>();
          long[] deadLetters = {0};
          jdbc.sql(RedriveSql.COUNTS)
              .param(id.toString())
              .query(
                  (RowCallbackHandler)
                      row -> {
                        events.put(row.getString("outcome"), row.getLong("events"));
                        deadLetters[0] += row.getLong("dead_letters");
                      });
          return new RedriveCounts(
              deadLetters[0],
              events.getOrDefault("would-pass", 0L),
              events.getOrDefault("would-fail", 0L),
              events.getOrDefault("published", 0L),
              events.getOrDefault("loaded", 0L),
              events.getOrDefault("refused-again", 0L));
        });
  }

  /** Groups the failures of a redrive, the most frequent first. */
  public List<RedriveFailure> failures(UUID id) {
    record Group(String rule, String path, long count) {}
    return asked(
        () -> {
          Map<Group, List<RedriveFailure.Sample>> groups = new LinkedHashMap<>();
          jdbc.sql(RedriveSql.FAILURES)
              .param(id.toString())
              .query(
                  (RowCallbackHandler)
                      row ->
                          groups
                              .computeIfAbsent(
                                  new Group(
                                      row.getString("rule"),
                                      row.getString("place"),
                                      row.getLong("total")),
                                  group -> new ArrayList<>())
                              .add(sample(row)));
          return groups.entrySet().stream()
              .map(
                  each ->
                      new RedriveFailure(
                          each.getKey().rule(),
                          each.getKey().path(),
                          each.getKey().count(),
                          each.getValue()))
              .toList();
        });
  }

  /**
   * Returns the next items after a number that ingestion is to try and has not tried, in order: at
   * most so many, and few if they are large.
   */
  public List<RedriveItem> page(UUID id, long after, int most) {
    return asked(
        () ->
            jdbc.sql(RedriveSql.PAGE)
                .param(id)
                .param(after)
                .param(most)
                .param(PAGE_BYTES)
                .query(
                    (row, number) ->
                        new RedriveItem(
                            row.getLong("number"),
                            row.getString("dead_letter_id"),
                            row.getString("original_kind"),
                            row.getString("queue"),
                            row.getString("message_id"),
                            row.getBytes("original")))
                .list());
  }

  /** Stores that items are on the topic; returns whether the redrive still belongs to the owner. */
  public boolean sent(UUID id, UUID owner, long through) {
    return asked(
        () ->
            jdbc.sql(RedriveSql.SENT)
                .param(through)
                .param(id)
                .param(owner)
                .query(Boolean.class)
                .single());
  }

  /** Counts the items up to a number that are on the topic. */
  public long countSent(UUID id, long through) {
    return asked(
        () -> jdbc.sql(RedriveSql.COUNT_SENT).param(id).param(through).query(Long.class).single());
  }

  private void insert(UUID id, RedriveScope scope, String actor) {
    RedriveScope.Candidate candidate = scope.candidate();
    jdbc.sql(RedriveSql.INSERT)
        .param(id)
        .param(scope.dryRun())
        .param(scope.filter())
        .param(scope.preview())
        .param(scope.patch())
        .param(candidate == null ? null : candidate.schema())
        .param(candidate == null ? null : candidate.eventType())
        .param(scope.recordsPerSecond())
        .param(actor)
        .update();
  }

  private long insertItems(UUID id, SqlCondition open) {
    return jdbc.sql(RedriveSql.INSERT_ITEMS.formatted(open.fromWhere()))
        .params(open.parameters())
        .param("redrive", id)
        .update();
  }

  private void requireNoOther(UUID id) {
    jdbc.sql(RedriveSql.OTHER)
        .param(id)
        .query(
            (row, number) -> {
              RunState state = RunState.valueOf(row.getString("state"));
              return "%d of the dead letters are in the redrive %s, which is %s; %s"
                  .formatted(
                      row.getLong("items"),
                      row.getString("redrive_id"),
                      state,
                      state == RunState.CANCELLED
                          ? "their results are on their way, so try again in a minute"
                          : "cancel it, or wait for its end");
            })
        .optional()
        .ifPresent(
            sentence -> {
              throw new NothingChosenException(sentence);
            });
  }

  private static StoredRedrive redrive(ResultSet row, int number) throws SQLException {
    String candidate = row.getString("candidate");
    return new StoredRedrive(
        row.getObject("redrive_id", UUID.class),
        new StoredRedrive.Standing(
            RunState.valueOf(row.getString("state")),
            row.getString("reason"),
            instant(row, "created_at"),
            instant(row, "started_at"),
            instant(row, "ended_at"),
            row.getDouble("speed")),
        new RedriveScope(
            row.getBoolean("dry_run"),
            row.getString("filter"),
            row.getObject("preview_id", UUID.class),
            row.getString("patch"),
            candidate == null
                ? null
                : new RedriveScope.Candidate(row.getString("candidate_type"), candidate),
            row.getInt("records_per_second")),
        row.getString("requested_by"),
        row.getLong("dead_letters"),
        row.getLong("sent_through"));
  }

  private static RedriveFailure.Sample sample(ResultSet row) throws SQLException {
    return new RedriveFailure.Sample(
        row.getString("dead_letter_id"),
        row.getString("event_type"),
        row.getString("path"),
        row.getString("expected"),
        row.getString("found"),
        row.getString("detail"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (DataAccessException | TransactionException e) {
      throw new DatabaseUnavailableException(
          "the database does not answer (%s)".formatted(e.getClass().getSimpleName()), e);
    }
  }
}
