package io.loyalty.planted.sound.flow;

/** May know the rooms to its right. */
public record Step(io.loyalty.planted.sound.source.sqs.Source source) {}
