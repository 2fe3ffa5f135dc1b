package io.loyalty.cli.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The account as text. */
public final class AccountTable {

  private AccountTable() {}

  /** One line per event type, the total, and what it says. */
  public static List<String> lines(Account account) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-26s %10s %10s %10s %10s %12s"
            .formatted("event type", "sent", "rows", "duplicates", "conflicts", "dead letters"));
    account
        .arrived()
        .byType()
        .forEach((type, arrived) -> lines.add(row(type, account.sent(type), arrived)));
    Arrived again = account.arrived().refusedBefore();
    if (again.total() > 0) {
      lines.add(
          row("dead letters sent again", 0, again).replaceFirst(" {9}0", " ".repeat(9) + "-"));
    }
    lines.add(row("total", account.totalSent(), account.arrived().total()));
    if (account.surplus() > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%,d events arrived more than once: the queue delivered %,d events again.",
              account.surplus(),
              account.deliveredAgain()));
    }
    lines.add(verdict(account));
    return lines;
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

  private static String row(String type, long sent, Arrived arrived) {
    return String.format(
        Locale.ROOT,
        "%-26s %,10d %,10d %,10d %,10d %,12d",
        type,
        sent,
        arrived.rows(),
        arrived.duplicates(),
        arrived.conflicts(),
        arrived.deadLetters());
  }
}
