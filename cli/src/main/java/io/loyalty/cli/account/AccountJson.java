package io.loyalty.cli.account;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Formats the account as JSON. */
public final class AccountJson {
  private AccountJson() {}

  /**
   * Returns one line: an object with the totals, each event type, and whether the account balances.
   */
  public static String of(Account account) {
    ObjectNode all = counts(account.totalSent(), account.arrived().total());
    all.put("deliveredAgain", account.deliveredAgain());
    all.put("balanced", account.balanced());
    ObjectNode types = all.putObject("eventTypes");
    account
        .arrived()
        .byType()
        .forEach((type, arrived) -> types.set(type, counts(account.sent(type), arrived)));
    all.set("deadLettersSentAgain", counts(0, account.arrived().refusedBefore()));
    return all.toString();
  }

  private static ObjectNode counts(long sent, Arrived arrived) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("sent", sent)
        .put("rows", arrived.rows())
        .put("duplicates", arrived.duplicates())
        .put("conflicts", arrived.conflicts())
        .put("deadLetters", arrived.deadLetters());
  }
}
