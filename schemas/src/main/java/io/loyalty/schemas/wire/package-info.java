/**
 * Contains Confluent's wire format, the format of the records on our topics, and a Serde of typed
 * Avro records in it. This package knows no contract and no registry: schemas and ids are given to
 * it.
 */
package io.loyalty.schemas.wire;
