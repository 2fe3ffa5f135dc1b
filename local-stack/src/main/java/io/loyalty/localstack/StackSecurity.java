package io.loyalty.localstack;

import io.loyalty.localstack.tls.Identity;

/**
 * Tells how broker and PostgreSQL protect themselves: the broker takes SASL_SSL with SCRAM-SHA-512
 * alone and allows nothing without an ACL; PostgreSQL takes TLS with a password, or of members of a
 * role {@code by_certificate} a client certificate of the authority that issued its own, but for
 * {@code postgres} itself, who sets it up.
 *
 * @param server the certificate of both
 * @param admin Kafka's super user, who sets it up
 * @param password the super user's
 */
public record StackSecurity(Identity server, String admin, String password) {
  @Override
  public String toString() {
    return "StackSecurity of " + admin;
  }
}
