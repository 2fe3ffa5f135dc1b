package io.loyalty.stream.fraud.rule;

import io.loyalty.events.CouponRedeemed;
import io.loyalty.events.DeviceLogin;
import io.loyalty.events.RewardRedeemed;
import io.loyalty.stream.fraud.state.Login;
import io.loyalty.stream.fraud.state.Redemption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Finds redemptions shortly after failed logins from a device that the member had not used before.
 * Stateless and thread-safe.
 */
final class RedemptionAfterFailedLogins implements MemberRule {
  private static final int SCORE = 60;
  private static final int SCORE_IF_GUESSED = 90;

  private final Duration within;
  private final int failures;

  RedemptionAfterFailedLogins(FraudProperties.Logins settings) {
    this.within = settings.within();
    this.failures = settings.failures();
  }

  @Override
  public FraudRule rule() {
    return FraudRule.REDEMPTION_AFTER_FAILED_LOGINS;
  }

  @Override
  public boolean concerns(Class<? extends SpecificRecord> type) {
    return type == RewardRedeemed.class
        || type == CouponRedeemed.class
        || type == DeviceLogin.class;
  }

  @Override
  public void look(MemberHistory history, Consumer<Suspicion> found) {
    if (history.logins().items().size() < failures) {
      return;
    }
    for (Redemption redemption : history.redemptions().items()) {
      failuresBefore(history, redemption)
          .forEach((device, failed) -> check(history, redemption, device, failed, found));
    }
  }

  private Map<String, List<Login>> failuresBefore(MemberHistory history, Redemption redemption) {
    Map<String, List<Login>> byDevice = new LinkedHashMap<>();
    loginsBefore(history, redemption).stream()
        .filter(login -> !login.getSucceeded())
        .forEach(
            login ->
                byDevice
                    .computeIfAbsent(login.getDeviceId(), device -> new ArrayList<>())
                    .add(login));
    return byDevice;
  }

  private List<Login> loginsBefore(MemberHistory history, Redemption redemption) {
    long until = history.redemptions().at(redemption);
    return history.logins().items().stream()
        .filter(
            login -> {
              long at = history.logins().at(login);
              return at <= until && at >= until - Micros.of(within);
            })
        .toList();
  }

  private void check(
      MemberHistory history,
      Redemption redemption,
      String device,
      List<Login> failed,
      Consumer<Suspicion> found) {
    if (failed.size() < failures) {
      return;
    }
    long begin = history.logins().at(failed.get(0));
    if (history.knewDevice(device, begin) || history.isReported(rule(), device, begin, within)) {
      return;
    }
    history.report(rule(), device, begin);
    List<Evidence> evidence = new ArrayList<>();
    failed.stream().limit(failures).map(history::evidence).forEach(evidence::add);
    Optional<Login> guessed =
        loginsBefore(history, redemption).stream()
            .filter(login -> login.getSucceeded() && login.getDeviceId().equals(device))
            .filter(login -> history.logins().at(login) >= begin)
            .findFirst();
    guessed.map(history::evidence).ifPresent(evidence::add);
    evidence.add(history.evidence(redemption));
    found.accept(
        new Suspicion(
            rule(),
            List.of(history.memberId(), evidence.get(0).id()),
            guessed.isPresent() ? SCORE_IF_GUESSED : SCORE,
            history.subject(redemption.getStoreId()),
            evidence,
            Duration.ZERO));
  }
}
