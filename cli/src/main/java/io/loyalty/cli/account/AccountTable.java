package io.loyalty.cli.account;

import io.loyalty.cli.text.Table;
import java.util.List;
import java.util.Locale;

/** Formats the account as text. */
public final class AccountTable {

  private AccountTable() {}

  /** Returns one line per event type, the total, and the conclusion. */
  public static List<String> lines(Account account) {
    Table table =
        new Table(
            "%-26s %,10d %,10d %,10d %,10d %,12d",
            "event type", "sent", "rows", "duplicates", "conflicts", "dead letters");
    account
        .arrived()
        .byType()
        .forEach((type, arrived) -> row(table, type, account.sent(type), arrived));
    Arrived again = account.arrived().refusedBefore();
    if (again.total() > 0) {
      row(table, "dead letters sent again", "-", again);
    }
    row(table, "total", account.totalSent(), account.arrived().total());
    if (account.surplus() > 0) {
      table.note(
          String.format(
              Locale.ROOT,
              "%,d events arrived more than once: the queue delivered %,d events again.",
              account.surplus(),
              account.deliveredAgain()));
    }
    return table.note(verdict(account)).lines();
  }

  private static String verdict(Account account) {
    long missing = account.totalSent() - account.accountedFor();
    if (account.balanced()) {
      return String.format(
          Locale.ROOT,
          "Balanced: sent %,d = rows + duplicates + conflicts + dead letters%s.",
          account.totalSent(),
          account.surplus() > 0 ? " - what was delivered again" : "");
    }
    return missing > 0
        ? String.format(Locale.ROOT, "NOT balanced: %,d events are missing.", missing)
        : String.format(
            Locale.ROOT,
            "NOT balanced: %,d events more than were sent and delivered again.",
            account.surplus() - account.deliveredAgain());
  }

  private static void row(Table table, String type, Object sent, Arrived arrived) {
    table.add(
        type,
        sent,
        arrived.rows(),
        arrived.duplicates(),
        arrived.conflicts(),
        arrived.deadLetters());
  }
}
