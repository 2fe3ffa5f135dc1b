package io.loyalty.consumption.planted.live;

public record Plain() {}
