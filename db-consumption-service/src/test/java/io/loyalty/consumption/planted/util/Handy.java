package io.loyalty.consumption.planted.util;

import io.loyalty.consumption.planted.batch.Plain;

record Handy(Plain batch) {}
