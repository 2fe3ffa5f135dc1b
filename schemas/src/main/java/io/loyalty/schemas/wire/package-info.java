/**
 * Contains Confluent's wire format, the format of the records on our topics. This package knows no
 * schema and no registry.
 */
package io.loyalty.schemas.wire;
