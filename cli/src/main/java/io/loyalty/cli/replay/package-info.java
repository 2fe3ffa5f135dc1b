/**
 * What a replay is asked for, and how it looks as text. Knows the service's answers and no HTTP.
 */
package io.loyalty.cli.replay;
