/** Contains certificates and a TLS proxy for tests. This package knows no part of the stack. */
package io.loyalty.localstack.tls;
