package io.loyalty.stream.fraud.rule;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The rules for fraud, with what each allows.
 *
 * @param lateness how late an event may arrive and still be compared with others; up to 30d
 * @param idle when the stage has read nothing for so long, its own clock tells that a purchase did
 *     not come; 1s to 1h
 * @param manyRedemptions redemptions of one member
 * @param pointsWithoutPurchase points for a purchase that never came
 * @param receiptUsedTwice two purchases with one receipt number
 * @param redemptionAfterFailedLogins redemptions after somebody guessed at a password
 * @param manyBasketsOneTill baskets of one member at one till
 * @param returnAfterRedemption returns of baskets whose points were spent
 */
@Validated
// A threshold with a misspelt key would be the default, without a word.
@ConfigurationProperties(value = "stream.fraud", ignoreUnknownFields = false)
public record FraudProperties(
    @DefaultValue("12h") @NotNull Duration lateness,
    @DefaultValue("30s") @NotNull Duration idle,
    @DefaultValue @Valid Redemptions manyRedemptions,
    @DefaultValue @Valid Points pointsWithoutPurchase,
    @DefaultValue @Valid Receipts receiptUsedTwice,
    @DefaultValue @Valid Logins redemptionAfterFailedLogins,
    @DefaultValue @Valid Tills manyBasketsOneTill,
    @DefaultValue @Valid Returns returnAfterRedemption) {
  /** More than this is no limit: no more events of one kind are remembered of a member. */
  private static final int MOST = 50;

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MONTH = Duration.ofDays(30);

  /** Checks what the annotations can't. */
  public FraudProperties {
    within("lateness", lateness, Duration.ZERO, MONTH);
    within("idle", idle, SECOND, Duration.ofHours(1));
  }

  /**
   * How often one member may redeem.
   *
   * @param mode off, shadow (its cases are counted and not emitted) or on
   * @param within the time in which redemptions are counted, 1s to 30d
   * @param limit the redemptions of rewards and coupons that are allowed in it, 1 to 50
   */
  public record Redemptions(
      @DefaultValue("on") @NotNull RuleMode mode,
      @DefaultValue("1h") @NotNull Duration within,
      @DefaultValue("10") @Min(1) @Max(MOST) int limit) {
    /** Checks what the annotations can't. */
    public Redemptions {
      FraudProperties.within("many-redemptions.within", within, SECOND, MONTH);
    }
  }

  /**
   * How long a purchase may take to come after its points.
   *
   * @param mode off, shadow (its cases are counted and not emitted) or on
   * @param grace how long the purchase may come after the points, 1s to 30d
   * @param purchasesRemembered how long a purchase is remembered for points that come later, 1s to
   *     30d
   */
  public record Points(
      @DefaultValue("on") @NotNull RuleMode mode,
      @DefaultValue("24h") @NotNull Duration grace,
      @DefaultValue("7d") @NotNull Duration purchasesRemembered) {
    /** Checks what the annotations can't. */
    public Points {
      FraudProperties.within("points-without-purchase.grace", grace, SECOND, MONTH);
      FraudProperties.within(
          "points-without-purchase.purchases-remembered", purchasesRemembered, SECOND, MONTH);
    }
  }

  /**
   * When a receipt number may be used again.
   *
   * @param mode off, shadow (its cases are counted and not emitted) or on
   * @param within two purchases within this time must not have one receipt number, 1s to 30d. Each
   *     purchase is kept so long, in about 150 bytes on disk
   */
  public record Receipts(
      @DefaultValue("on") @NotNull RuleMode mode, @DefaultValue("24h") @NotNull Duration within) {
    /** Checks what the annotations can't. */
    public Receipts {
      FraudProperties.within("receipt-used-twice.within", within, SECOND, MONTH);
    }
  }

  /**
   * How many logins may fail before a redemption.
   *
   * @param mode off, shadow (its cases are counted and not emitted) or on
   * @param within how long before the redemption failed logins are counted, 1s to 7d
   * @param failures the failed logins of one new device that make a case, 1 to 50
   * @param devicesRemembered how long after its last login a device is known to a member, up to
   *     1000d
   */
  public record Logins(
      @DefaultValue("on") @NotNull RuleMode mode,
      @DefaultValue("1h") @NotNull Duration within,
      @DefaultValue("3") @Min(1) @Max(MOST) int failures,
      @DefaultValue("180d") @NotNull Duration devicesRemembered) {
    /** Checks what the annotations can't. */
    public Logins {
      FraudProperties.within(
          "redemption-after-failed-logins.within", within, SECOND, Duration.ofDays(7));
      FraudProperties.within(
          "redemption-after-failed-logins.devices-remembered",
          devicesRemembered,
          within,
          Duration.ofDays(1000));
    }
  }

  /**
   * How many baskets one member may pay at one till.
   *
   * @param mode off, shadow (its cases are counted and not emitted) or on
   * @param within the time in which baskets are counted, 1s to 30d
   * @param limit the baskets that are allowed in it, 1 to 50
   */
  public record Tills(
      @DefaultValue("on") @NotNull RuleMode mode,
      @DefaultValue("4h") @NotNull Duration within,
      @DefaultValue("4") @Min(1) @Max(MOST) int limit) {
    /** Checks what the annotations can't. */
    public Tills {
      FraudProperties.within("many-baskets-one-till.within", within, SECOND, MONTH);
    }
  }

  /**
   * When a return is suspicious.
   *
   * @param mode off, shadow (its cases are counted and not emitted) or on
   * @param within how long before the return points were spent, 1s to 30d
   * @param earnedWithin how long before that the basket was paid, 1s to 30d
   * @param share the least share of the basket's amount that is returned, 0.01 to 1
   */
  public record Returns(
      @DefaultValue("on") @NotNull RuleMode mode,
      @DefaultValue("7d") @NotNull Duration within,
      @DefaultValue("7d") @NotNull Duration earnedWithin,
      @DefaultValue("0.5") @DecimalMin("0.01") @DecimalMax("1") double share) {
    /** Checks what the annotations can't. */
    public Returns {
      FraudProperties.within("return-after-redemption.within", within, SECOND, MONTH);
      FraudProperties.within("return-after-redemption.earned-within", earnedWithin, SECOND, MONTH);
    }
  }

  /** Returns what a rule does. */
  public RuleMode mode(FraudRule rule) {
    return switch (rule) {
      case MANY_REDEMPTIONS -> manyRedemptions.mode();
      case POINTS_WITHOUT_PURCHASE -> pointsWithoutPurchase.mode();
      case RECEIPT_USED_TWICE -> receiptUsedTwice.mode();
      case REDEMPTION_AFTER_FAILED_LOGINS -> redemptionAfterFailedLogins.mode();
      case MANY_BASKETS_ONE_TILL -> manyBasketsOneTill.mode();
      case RETURN_AFTER_REDEMPTION -> returnAfterRedemption.mode();
    };
  }

  /** Returns the same rules, those that are shadowed switched on. */
  public FraudProperties withoutShadows() {
    var redemptions = manyRedemptions;
    var points = pointsWithoutPurchase;
    var logins = redemptionAfterFailedLogins;
    var tills = manyBasketsOneTill;
    var returns = returnAfterRedemption;
    return new FraudProperties(
        lateness,
        idle,
        new Redemptions(shown(redemptions.mode), redemptions.within, redemptions.limit),
        new Points(shown(points.mode), points.grace, points.purchasesRemembered),
        new Receipts(shown(receiptUsedTwice.mode), receiptUsedTwice.within),
        new Logins(shown(logins.mode), logins.within, logins.failures, logins.devicesRemembered),
        new Tills(shown(tills.mode), tills.within, tills.limit),
        new Returns(shown(returns.mode), returns.within, returns.earnedWithin, returns.share));
  }

  private static RuleMode shown(RuleMode mode) {
    return mode == RuleMode.SHADOW ? RuleMode.ON : mode;
  }

  /** Returns whether a rule is evaluated. */
  public boolean evaluates(FraudRule rule) {
    return mode(rule) != RuleMode.OFF;
  }

  /** Returns the rules that look at a member's events and are evaluated. */
  public List<MemberRule> memberRules() {
    List<MemberRule> rules = new ArrayList<>();
    rules.add(new ManyRedemptions(manyRedemptions));
    rules.add(new RedemptionAfterFailedLogins(redemptionAfterFailedLogins));
    rules.add(new ManyBasketsOneTill(manyBasketsOneTill));
    rules.add(new ReturnAfterRedemption(returnAfterRedemption));
    return rules.stream().filter(rule -> evaluates(rule.rule())).toList();
  }

  /** Returns how long what is remembered of members is kept. */
  public Retention retention() {
    return Retention.of(this);
  }

  private static void within(String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "stream.fraud.%s is %s; it is from %s to %s".formatted(key, value, least, most));
    }
  }
}
