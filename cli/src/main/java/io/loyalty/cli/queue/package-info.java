/**
 * Sends events to the queue and counts them. Only this package uses the AWS SDK; it knows neither
 * service.
 */
package io.loyalty.cli.queue;
