package io.loyalty.cli.service;

/**
 * What a service answered.
 *
 * @param value as it is understood
 * @param json as it came, indented
 */
public record Answer<T>(T value, String json) {}
