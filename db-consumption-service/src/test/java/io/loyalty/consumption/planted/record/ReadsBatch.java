package io.loyalty.consumption.planted.record;

import io.loyalty.consumption.planted.batch.Plain;

record ReadsBatch(Plain batch) {}
