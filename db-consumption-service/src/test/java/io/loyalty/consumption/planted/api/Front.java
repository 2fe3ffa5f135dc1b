package io.loyalty.consumption.planted.api;

import io.loyalty.consumption.planted.load.Middle;

/** Imports as it may. */
record Front(Middle load) {}
