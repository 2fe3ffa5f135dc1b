package io.loyalty.client.streams;

/**
 * Tells in how many results a field differs.
 *
 * @param field the field
 * @param results the results
 */
public record FieldDifference(String field, long results) {}
