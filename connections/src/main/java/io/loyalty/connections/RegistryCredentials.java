package io.loyalty.connections;

import io.loyalty.schemas.registry.RegistryAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/** Reads the credentials for the schema registry from the environment, and its SSL bundle. */
public final class RegistryCredentials {
  private final String keys;
  private final Environment secrets;
  private final SslBundles bundles;

  /**
   * Reads the keys with the given prefix.
   *
   * @param keys the prefix, such as {@code ingestion.registry.}
   * @param secrets the source of password and token; no record holds them, because its text would
   *     show them
   * @param bundles the SSL bundles that the settings may name
   */
  public RegistryCredentials(String keys, Environment secrets, SslBundles bundles) {
    this.keys = keys;
    this.secrets = secrets;
    this.bundles = bundles;
  }

  /**
   * Returns the access that these settings describe.
   *
   * @param username for basic authentication, with a password; null for none
   * @param bundle the name of the SSL bundle; null for the JVM's default trust
   * @throws InsecureConnectionException if the settings contradict each other
   */
  public RegistryAccess access(@Nullable String username, @Nullable String bundle) {
    try {
      RegistryAccess access = credentials(username);
      return bundle == null ? access : access.withTls(bundles.getBundle(bundle).createSslContext());
    } catch (NoSuchSslBundleException e) {
      throw new InsecureConnectionException(
          keys
              + "ssl-bundle names %s, which is no bundle of spring.ssl.bundle.*"
                  .formatted(e.getBundleName()));
    } catch (IllegalArgumentException e) {
      throw new InsecureConnectionException("%s*: %s".formatted(keys, e.getMessage()));
    }
  }

  private RegistryAccess credentials(@Nullable String username) {
    String password = secrets.getProperty(keys + "password", "");
    String token = secrets.getProperty(keys + "token", "");
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
