/** The bytes on our topics: Confluent's wire format. Knows no schema and no registry. */
package io.loyalty.schemas.wire;
