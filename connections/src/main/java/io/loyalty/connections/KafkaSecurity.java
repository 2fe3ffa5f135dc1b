package io.loyalty.connections;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.ssl.SslBundle;

/**
 * Refuses TLS or SASL settings that Kafka's clients would silently ignore because of the configured
 * protocol.
 */
public final class KafkaSecurity {
  private static final String PROTOCOL = "security.protocol";
  private static final String BUNDLE = SslBundle.class.getName();
  private static final String TLS = "ssl.";
  private static final String LOGIN = "sasl.";

  private KafkaSecurity() {}

  /**
   * Checks the settings of one client as Spring Boot passes them to it.
   *
   * @throws InsecureConnectionException when the protocol does not support the other settings
   */
  public static void check(Map<String, Object> settings) {
    String protocol =
        String.valueOf(settings.getOrDefault(PROTOCOL, "PLAINTEXT")).toUpperCase(Locale.ROOT);
    boolean isEncrypted = protocol.endsWith("SSL");
    boolean hasLogin = protocol.startsWith("SASL_");
    List<String> tls = given(settings, TLS);
    List<String> login = given(settings, LOGIN);
    if (!isEncrypted && !tls.isEmpty()) {
      throw ignored(
          tls,
          protocol,
          "the connection to Kafka would not be encrypted",
          hasLogin || !login.isEmpty() ? "SASL_SSL" : "SSL (with a login: SASL_SSL)");
    }
    if (!hasLogin && !login.isEmpty()) {
      throw ignored(login, protocol, "the service would not log in to Kafka", "SASL_SSL");
    }
  }

  /** Returns the keys of the given kind that have a value, as configured. */
  private static List<String> given(Map<String, Object> settings, String kind) {
    boolean isBundle = kind.equals(TLS) && settings.get(BUNDLE) != null;
    return isBundle
        ? List.of("spring.kafka.ssl.bundle")
        : settings.entrySet().stream()
            .filter(each -> each.getKey().startsWith(kind))
            .filter(each -> each.getValue() != null && !each.getValue().toString().isBlank())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
  }

  private static InsecureConnectionException ignored(
      List<String> keys, String protocol, String effect, String fix) {
    return new InsecureConnectionException(
        "%s %s set, but spring.kafka.security.protocol is %s, so %s: set spring.kafka.security.protocol=%s, or remove %s"
            .formatted(
                String.join(", ", keys),
                keys.size() == 1 ? "is" : "are",
                protocol,
                effect,
                fix,
                keys.size() == 1 ? "it" : "them"));
  }
}
