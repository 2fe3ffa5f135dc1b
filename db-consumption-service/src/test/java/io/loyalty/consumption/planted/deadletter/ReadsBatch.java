package io.loyalty.consumption.planted.deadletter;

import io.loyalty.consumption.planted.batch.Plain;

record ReadsBatch(Plain batch) {}
