/**
 * Parses replay requests and formats replays as text. This package knows the service's responses
 * and no HTTP.
 */
package io.loyalty.cli.replay;
