package io.loyalty.localstack.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Creates certificates that are valid for one day with the JDK's keytool, so that no key needs to
 * be stored in the repository. Not thread-safe.
 */
public final class CertificateAuthority {
  private static final String CA = "ca";
  private static final String PASSWORD = "changeit";
  private static final String TYPE = "PKCS12";

  private final Path directory;
  private final Path all;
  private final Path certificate;

  private CertificateAuthority(Path directory) {
    this.directory = directory;
    this.all = directory.resolve("all.p12");
    this.certificate = directory.resolve("ca.pem");
  }

  /** Creates an authority with its files in the given directory, which must be empty. */
  public static CertificateAuthority in(Path directory) throws IOException {
    CertificateAuthority authority = new CertificateAuthority(Files.createDirectories(directory));
    authority.makeKey(CA, "-ext", "bc:critical=ca:true");
    try {
      Certificate own = load(authority.all).getCertificate(CA);
      Files.writeString(authority.certificate, pem("CERTIFICATE", own.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException("The authority's certificate can't be exported", e);
    }
    return authority;
  }

  /**
   * Returns the authority's own certificate as PEM; who trusts it trusts every certificate that it
   * issues.
   */
  public Path certificate() {
    return certificate;
  }

  /**
   * Issues a key and its certificate.
   *
   * @param name the name of the files and the subject
   * @param hosts the hosts in keytool's syntax, such as {@code ip:127.0.0.1} or {@code
   *     dns:localhost}
   */
  public Identity issue(String name, String hosts) throws IOException {
    makeKey(name);
    Path request = directory.resolve(name + ".csr");
    Path signed = directory.resolve(name + ".signed");
    keytool("-certreq", "-alias", name, "-file", request);
    keytool(
        "-gencert",
        "-rfc",
        "-alias",
        CA,
        "-validity",
        "1",
        "-ext",
        "san=" + hosts,
        "-ext",
        "eku=serverAuth,clientAuth",
        "-infile",
        request,
        "-outfile",
        signed);
    return export(name, signed);
  }

  private Identity export(String name, Path signed) throws IOException {
    try (InputStream pem = Files.newInputStream(signed)) {
      KeyStore store = load(all);
      Key key = store.getKey(name, PASSWORD.toCharArray());
      Certificate[] chain = {
        CertificateFactory.getInstance("X.509").generateCertificate(pem), store.getCertificate(CA)
      };
      KeyStore own = KeyStore.getInstance(TYPE);
      own.load(null, null);
      own.setKeyEntry(name, key, PASSWORD.toCharArray(), chain);
      own.setCertificateEntry(CA, chain[1]);
      Identity identity =
          new Identity(
              directory.resolve(name + ".pem"),
              directory.resolve(name + ".key"),
              directory.resolve(name + ".p12"),
              PASSWORD);
      StringBuilder certificates = new StringBuilder();
      for (Certificate each : chain) {
        certificates.append(pem("CERTIFICATE", each.getEncoded()));
      }
      Files.writeString(identity.certificate(), certificates);
      // PostgreSQL refuses a key that others can read.
      Files.createFile(
          identity.key(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(identity.key(), pem("PRIVATE KEY", key.getEncoded()));
      try (OutputStream file = Files.newOutputStream(identity.keyStore())) {
        own.store(file, PASSWORD.toCharArray());
      }
      return identity;
    } catch (GeneralSecurityException e) {
      throw new IOException("The certificate of %s can't be exported".formatted(name), e);
    }
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(TYPE);
    try (InputStream bytes = Files.newInputStream(file)) {
      store.load(bytes, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String pem(String kind, byte[] bytes) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, text);
  }

  private void makeKey(String name, String... more) throws IOException {
    List<Object> arguments =
        new ArrayList<>(
            List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1"));
    arguments.addAll(
        List.of("-dname", "CN=%s,O=%s".formatted(name, directory.getFileName()), "-validity", "1"));
    arguments.addAll(List.of(more));
    keytool(arguments.toArray());
  }

  private void keytool(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    command.addAll(List.of("-keystore", all.toString()));
    command.addAll(List.of("-storetype", TYPE, "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool ran", e);
    }
  }
}
