/** Asks both services of a pipeline for their status, again and again while they start or stop. */
package io.loyalty.client.status;
