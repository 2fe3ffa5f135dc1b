/**
 * Makes up events of every type, good and bad, in every shape that the platform sends. Knows no
 * queue and no service.
 */
package io.loyalty.cli.sample;
