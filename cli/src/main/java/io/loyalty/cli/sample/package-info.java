/**
 * Creates valid and invalid events of every type, in every envelope that the platform sends. This
 * package knows no queue and no service.
 */
package io.loyalty.cli.sample;
