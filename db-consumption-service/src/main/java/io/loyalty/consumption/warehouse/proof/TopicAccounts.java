package io.loyalty.consumption.warehouse.proof;

import io.loyalty.consumption.table.PartitionSpan;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.warehouse.sql.BrokenSetupException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the account of a topic over all its logs. Not thread-safe. */
final class TopicAccounts {
  private final ProofConnection connection;

  TopicAccounts(ProofConnection connection) {
    this.connection = connection;
  }

  /** Returns the account of a topic over all logs that were ever loaded. */
  TopicAccount account(String topic, TableContract table) {
    try {
      return accountOnce(topic, table);
    } catch (BrokenSetupException e) {
      // A detached partition may have been dropped meanwhile.
      return accountOnce(topic, table);
    }
  }

  private TopicAccount accountOnce(String topic, TableContract table) {
    List<PartitionSpan> detached = detached(table);
    List<LogPeriod> periods = periods(topic);
    List<PartitionAccount> logs =
        connection.asked(
            ProofSql.account(table, detached.stream().map(PartitionSpan::name).toList()),
            statement -> {
              for (int parameter = 1; parameter <= 6; parameter++) {
                statement.setString(parameter, topic);
              }
              List<PartitionAccount> found = new ArrayList<>();
              try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                  found.add(account(rows, periods));
                }
              }
              return found;
            });
    Map<Integer, Long> logsOf =
        logs.stream()
            .collect(Collectors.groupingBy(PartitionAccount::partition, Collectors.counting()));
    List<ExpiredDays> expired = new ArrayList<>(expired(table));
    detached.forEach(span -> expired.add(new ExpiredDays(span.from(), span.to())));
    return new TopicAccount(
        logs.stream().map(each -> each.asOnly(logsOf.get(each.partition()) == 1)).toList(),
        gaps(topic),
        givenUp(topic),
        expired);
  }

  /** Returns, by partition, the offsets that the live load has moved past without reading them. */
  private Map<Integer, List<LedgerGap>> gaps(String topic) {
    return connection.asked(
        ProofSql.GAPS,
        statement -> {
          statement.setString(1, topic);
          statement.setString(2, topic);
          Map<Integer, List<LedgerGap>> gaps = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              gaps.computeIfAbsent(rows.getInt(1), partition -> new ArrayList<>())
                  .add(new LedgerGap(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
          }
          return gaps;
        });
  }

  /** Returns the days whose rows retention has dropped from the table. */
  private List<ExpiredDays> expired(TableContract table) {
    return connection.asked(
        ProofSql.EXPIRED,
        statement -> {
          statement.setString(1, table.name().toString());
          List<ExpiredDays> expired = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              expired.add(
                  new ExpiredDays(
                      rows.getObject(1, LocalDate.class), rows.getObject(2, LocalDate.class)));
            }
          }
          return expired;
        });
  }

  /** Returns, by partition, the offsets of the current log that an operator gave up. */
  private Map<Integer, List<GivenUp>> givenUp(String topic) {
    return connection.asked(
        ProofSql.GIVEN_UP,
        statement -> {
          statement.setString(1, topic);
          Map<Integer, List<GivenUp>> ranges = new HashMap<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              ranges
                  .computeIfAbsent(rows.getInt(1), partition -> new ArrayList<>())
                  .add(new GivenUp(rows.getLong(2), rows.getLong(3)));
            }
          }
          return ranges;
        });
  }

  private List<LogPeriod> periods(String topic) {
    return connection.asked(
        ProofSql.PERIODS,
        statement -> {
          statement.setString(1, topic);
          List<LogPeriod> periods = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              periods.add(
                  new LogPeriod(
                      rows.getInt(1),
                      rows.getObject(2, UUID.class),
                      rows.getObject(3, OffsetDateTime.class),
                      rows.getObject(4, OffsetDateTime.class)));
            }
          }
          return periods;
        });
  }

  private List<PartitionSpan> detached(TableContract table) {
    if (table.partition().isEmpty()) {
      return List.of();
    }
    return connection.asked(
        ProofSql.DETACHED,
        statement -> {
          statement.setString(1, table.name().name().replace("_", "\\_") + "\\_p%");
          List<PartitionSpan> detached = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              PartitionSpan.named(table, table.partition().get(), rows.getString(1))
                  .ifPresent(detached::add);
            }
          }
          return detached;
        });
  }

  private static PartitionAccount account(ResultSet row, List<LogPeriod> periods)
      throws SQLException {
    int partition = row.getInt(1);
    UUID topicId = row.getObject(2, UUID.class);
    return new PartitionAccount(
        partition,
        topicId,
        new PartitionAccount.Span(
            row.getBoolean(3), row.getLong(4), row.getLong(5), row.getLong(6)),
        new PartitionAccount.Counts(
            row.getLong(7),
            row.getLong(8),
            row.getLong(9),
            row.getLong(10),
            row.getLong(11),
            row.getLong(12),
            row.getLong(13)),
        row.getLong(14),
        periods.stream()
            .filter(each -> each.partition() == partition && each.topicId().equals(topicId))
            .toList(),
        false);
  }
}
