package io.loyalty.consumption.planted.warehouse;

import io.loyalty.consumption.planted.topic.Plain;

record ReadsTopic(Plain topic) {}
