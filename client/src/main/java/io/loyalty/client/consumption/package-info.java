/** The HTTP API of db-consumption-service, as its OpenAPI document describes it. */
package io.loyalty.client.consumption;
