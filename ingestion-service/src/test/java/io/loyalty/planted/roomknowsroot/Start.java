package io.loyalty.planted.roomknowsroot;

/** What no room may know. */
public record Start(String name) {}
