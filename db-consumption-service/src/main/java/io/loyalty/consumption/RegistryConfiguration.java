package io.loyalty.consumption;

import io.loyalty.schemas.registry.RegistryAccess;
import io.loyalty.schemas.registry.SchemaRegistry;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Wires with what the registry is asked: credentials from the environment, an SSL bundle. */
@Configuration(proxyBeanMethods = false)
class RegistryConfiguration {
  private static final String KEYS = "consumption.registry.";

  @Bean
  RegistryAccess registryAccess(
      RegistryProperties registry, Environment secrets, SslBundles bundles) {
    try {
      RegistryAccess access = credentials(registry.username(), secrets);
      return registry.sslBundle() == null
          ? access
          : access.withTls(bundles.getBundle(registry.sslBundle()).createSslContext());
    } catch (NoSuchSslBundleException e) {
      throw new InvalidSetupException(
          KEYS
              + "ssl-bundle names %s, which is no bundle of spring.ssl.bundle.*"
                  .formatted(e.getBundleName()));
    } catch (IllegalArgumentException e) {
      throw new InvalidSetupException("%s*: %s".formatted(KEYS, e.getMessage()));
    }
  }

  @Bean
  SchemaRegistry schemaRegistry(RegistryProperties registry, RegistryAccess access) {
    return new SchemaRegistry(registry.options(), access);
  }

  private static RegistryAccess credentials(String username, Environment secrets) {
    String password = secrets.getProperty(KEYS + "password", "");
    String token = secrets.getProperty(KEYS + "token", "");
    if ((username == null) != password.isEmpty()) {
      throw new IllegalArgumentException("username and password are given together or not at all");
    }
    if (username != null && !token.isEmpty()) {
      throw new IllegalArgumentException("give either username and password, or a token");
    }
    RegistryAccess access = RegistryAccess.anonymous();
    if (username != null) {
      return access.withBasic(username, password);
    }
    return token.isEmpty() ? access : access.withBearer(token);
  }
}
