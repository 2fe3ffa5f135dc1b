/**
 * The commands that preview, redrive, resolve and reopen dead letters, and their output. This
 * package knows the service's responses and no HTTP.
 */
package io.loyalty.cli.recovery;
