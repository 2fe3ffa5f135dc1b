package io.loyalty.stream.fraud.rule;

/**
 * Lists the rules. Their codes are stable: keys of the configuration, events and metrics use them.
 */
public enum FraudRule {
  /** One member redeems more often than people do. */
  MANY_REDEMPTIONS(
      "many-redemptions",
      "The member or the store confirms the redemptions, such as a household that shares a card or a campaign with many coupons."),
  /** Points were booked for a purchase that never came. */
  POINTS_WITHOUT_PURCHASE(
      "points-without-purchase",
      "The purchase with this receipt number comes later for the same member: it is then listed as a skipped event, LATE."),
  /** One receipt number stands for two purchases. */
  RECEIPT_USED_TWICE(
      "receipt-used-twice",
      "The till is known to number its receipts anew, stores share numbers, or the till sent one purchase again with a new id."),
  /** Points or coupons are redeemed after somebody guessed at the password. */
  REDEMPTION_AFTER_FAILED_LOGINS(
      "redemption-after-failed-logins", "The member confirms the device and the redemption."),
  /** One card is used for the baskets of many. */
  MANY_BASKETS_ONE_TILL(
      "many-baskets-one-till",
      "The baskets are the member's own, such as those of a small business that buys for customers."),
  /** Goods are returned after the points that they earned were spent. */
  RETURN_AFTER_REDEMPTION(
      "return-after-redemption",
      "The points of the returned basket are taken back by a correction, or what was returned is another basket.");

  private final String code;
  private final String clearedBy;

  FraudRule(String code, String clearedBy) {
    this.code = code;
    this.clearedBy = clearedBy;
  }

  /** Returns the stable name of the rule. */
  public String code() {
    return code;
  }

  /** Returns what would clear a suspicion of this rule. */
  public String clearedBy() {
    return clearedBy;
  }
}
