package io.loyalty.stream.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.stream.fraud.rule.FraudProperties;
import io.loyalty.stream.fraud.rule.FraudRule;
import io.loyalty.stream.fraud.rule.RuleMode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FraudPropertiesTest {
  @EnableConfigurationProperties(FraudProperties.class)
  private static final class Wiring {}

  private static ApplicationContextRunner given(String... settings) {
    return new ApplicationContextRunner()
        .withUserConfiguration(Wiring.class)
        .withPropertyValues(settings);
  }

  @Test
  void switchesEveryRuleOnByDefault() {
    given()
        .run(
            context ->
                assertThat(FraudRule.values())
                    .allMatch(
                        rule -> context.getBean(FraudProperties.class).mode(rule) == RuleMode.ON));
  }

  @ParameterizedTest
  @CsvSource({
    "many-redemptions.limit=0, limit",
    "many-redemptions.limit=51, limit",
    "many-redemptions.within=0s, stream.fraud.many-redemptions.within",
    "points-without-purchase.grace=31d, stream.fraud.points-without-purchase.grace",
    "receipt-used-twice.mode=sometimes, sometimes",
    "redemption-after-failed-logins.failures=0, failures",
    "redemption-after-failed-logins.devices-remembered=1m, devices-remembered",
    "many-baskets-one-till.limit=0, limit",
    "return-after-redemption.share=1.5, share",
    "lateness=-1s, stream.fraud.lateness",
    "many-redemption.limit=5, many-redemption.limit"
  })
  void refusesWrongValuesAndUnknownKeys(String setting, String named) {
    given("stream.fraud." + setting)
        .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(named));
  }

  @Test
  void switchesShadowedRulesOnForATrial() {
    FraudProperties rules =
        FraudRun.rules(
                Map.of(
                    "receipt-used-twice.mode", "shadow",
                    "receipt-used-twice.within", "5h",
                    "many-redemptions.mode", "off"))
            .withoutShadows();
    assertThat(rules.mode(FraudRule.RECEIPT_USED_TWICE)).isEqualTo(RuleMode.ON);
    assertThat(rules.receiptUsedTwice().within()).hasHours(5);
    assertThat(rules.mode(FraudRule.MANY_REDEMPTIONS)).isEqualTo(RuleMode.OFF);
  }
}
