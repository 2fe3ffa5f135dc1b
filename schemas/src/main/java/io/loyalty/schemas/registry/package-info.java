/**
 * Contains the client of a Confluent-compatible schema registry. This package treats schemas as
 * plain text.
 */
package io.loyalty.schemas.registry;
