package io.loyalty.consumption.planted.api;

import io.loyalty.consumption.planted.flow.Middle;

/** Imports as it may. */
record Front(Middle flow) {}
