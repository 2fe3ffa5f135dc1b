package io.loyalty.planted.kindknowskind.source.file;

/** Planted: a kind of source that knows another. */
record Reading(io.loyalty.planted.kindknowskind.source.sqs.Queue queue) {}
