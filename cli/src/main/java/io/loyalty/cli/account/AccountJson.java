package io.loyalty.cli.account;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The account as JSON, for programs. */
public final class AccountJson {
  private AccountJson() {}

  /** One line: an object of the totals, of each event type, and whether it balances. */
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
