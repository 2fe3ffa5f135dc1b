/**
 * Describes the topics of the contract as an AsyncAPI document. This package knows no Avro, no
 * registry and no broker: it reads the contract, and nothing else.
 */
package io.loyalty.schemas.asyncapi;
