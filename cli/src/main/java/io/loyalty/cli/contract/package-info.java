/** Formats event types as text. This package knows the service's responses and no HTTP. */
package io.loyalty.cli.contract;
