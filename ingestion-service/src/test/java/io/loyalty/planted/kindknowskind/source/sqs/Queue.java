package io.loyalty.planted.kindknowskind.source.sqs;

/** One kind of source. */
public record Queue(String url) {}
