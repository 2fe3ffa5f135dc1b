/** Polls the status of both services while they start or stop. */
package io.loyalty.client.status;
