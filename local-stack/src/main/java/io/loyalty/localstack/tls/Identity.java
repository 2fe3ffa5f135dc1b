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
 * A key and its certificate, made for a test.
 *
 * @param certificate with those that it follows from, as PEM
 * @param key PKCS#8 as PEM
 * @param keyStore both, and the authority's certificate as a trusted one, as PKCS#12
 * @param password of the key store
 */
public record Identity(Path certificate, Path key, Path keyStore, String password) {
  /** A context that shows this certificate and trusts its authority. */
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
