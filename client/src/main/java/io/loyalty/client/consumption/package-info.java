/**
 * Contains the client of db-consumption-service's HTTP API, as its OpenAPI document describes it.
 */
package io.loyalty.client.consumption;
