/** The client of a Confluent-compatible schema registry. Knows schemas as text only. */
package io.loyalty.schemas.registry;
