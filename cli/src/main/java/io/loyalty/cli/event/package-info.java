/** Formats where an event is as text. This package knows the service's responses and no HTTP. */
package io.loyalty.cli.event;
