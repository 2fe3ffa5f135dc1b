package io.loyalty.planted.roomknowsroot.flow;

/** Planted: a room that imports the root package. */
record Step(io.loyalty.planted.roomknowsroot.Start start) {}
