/** Contains the client of stream-service's HTTP API, as its OpenAPI document describes it. */
package io.loyalty.client.streams;
