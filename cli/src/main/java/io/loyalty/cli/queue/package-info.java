/**
 * Sends events to the queue and keeps count of them. The only room with the AWS SDK; knows neither
 * service.
 */
package io.loyalty.cli.queue;
