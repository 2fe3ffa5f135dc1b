package io.loyalty.connections;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.ssl.SslBundle;

class KafkaSecurityTest {
  private static final String SECRET = "org.example.Login required password=\"secret\";";

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"PLAINTEXT", "plaintext"})
  void refusesABundleThatWouldBeIgnored(String protocol) {
    Map<String, Object> settings = settings(protocol);
    settings.put(SslBundle.class.getName(), SslBundle.of(null));
    settings.put("ssl.engine.factory.class", String.class);

    assertThatThrownBy(() -> KafkaSecurity.check(settings))
        .isInstanceOf(InsecureConnectionException.class)
        .hasMessage(
            "spring.kafka.ssl.bundle is set, but spring.kafka.security.protocol is PLAINTEXT,"
                + " so the connection to Kafka would not be encrypted:"
                + " set spring.kafka.security.protocol=SSL (with a login: SASL_SSL), or remove it");
  }

  @Test
  void refusesAnySettingOfTls_whereThePasswordWouldGoInClear() {
    Map<String, Object> settings = settings("SASL_PLAINTEXT");
    settings.put("ssl.truststore.location", "/etc/ca.p12");
    settings.put("ssl.truststore.password", "secret");
    settings.put("sasl.jaas.config", SECRET);

    assertThatThrownBy(() -> KafkaSecurity.check(settings))
        .isInstanceOf(InsecureConnectionException.class)
        .hasMessageStartingWith(
            "ssl.truststore.location, ssl.truststore.password are set,"
                + " but spring.kafka.security.protocol is SASL_PLAINTEXT,")
        .hasMessageEndingWith("set spring.kafka.security.protocol=SASL_SSL, or remove them")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"PLAINTEXT", "SSL"})
  void refusesALoginThatWouldBeIgnored(String protocol) {
    Map<String, Object> settings = settings(protocol);
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put("sasl.jaas.config", SECRET);

    assertThatThrownBy(() -> KafkaSecurity.check(settings))
        .isInstanceOf(InsecureConnectionException.class)
        .hasMessageContaining(
            "sasl.jaas.config, sasl.mechanism are set, but spring.kafka.security.protocol is ")
        .hasMessageContaining("the service would not log in to Kafka")
        .hasMessageNotContaining("secret");
  }

  @Test
  void takesWhatFits() {
    Map<String, Object> all = settings("SASL_SSL");
    all.put("ssl.truststore.location", "/etc/ca.p12");
    all.put("sasl.jaas.config", SECRET);
    Map<String, Object> tls = settings("ssl");
    tls.put(SslBundle.class.getName(), SslBundle.of(null));
    Map<String, Object> login = settings("SASL_PLAINTEXT");
    login.put("sasl.jaas.config", SECRET);
    Map<String, Object> empty = settings(null);
    empty.put("ssl.truststore.location", "");
    empty.put("sasl.jaas.config", null);

    for (Map<String, Object> each : List.of(all, tls, login, empty)) {
      assertThatCode(() -> KafkaSecurity.check(each)).doesNotThrowAnyException();
    }
  }

  private static Map<String, Object> settings(String protocol) {
    Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", "broker:9092"));
    if (protocol != null) {
      settings.put("security.protocol", protocol);
    }
    return settings;
  }
}
