package io.loyalty.consumption.planted.api;

import io.loyalty.consumption.planted.decode.Plain;

record ReadsDecode(Plain decode) {}
