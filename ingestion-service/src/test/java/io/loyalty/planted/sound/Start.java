package io.loyalty.planted.sound;

/** Wires. */
record Start(io.loyalty.planted.sound.flow.Step step) {}
