package io.loyalty.localstack.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Holds a key and its certificate, created for a test.
 *
 * @param certificate the certificate with its chain, as PEM
 * @param key the key in PKCS#8, as PEM
 * @param keyStore both, with the authority's certificate as trusted, as PKCS#12
 * @param password of the key store
 */
public record Identity(Path certificate, Path key, Path keyStore, String password) {
  /** Returns a context that presents this certificate and trusts its authority. */
  public SSLContext context() throws IOException {
    try (InputStream bytes = Files.newInputStream(keyStore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(bytes, password.toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, password.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("%s is no key store".formatted(keyStore), e);
    }
  }
}
