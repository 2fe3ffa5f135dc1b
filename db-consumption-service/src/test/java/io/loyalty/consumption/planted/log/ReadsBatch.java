package io.loyalty.consumption.planted.log;

import io.loyalty.consumption.planted.batch.Plain;

record ReadsBatch(Plain batch) {}
