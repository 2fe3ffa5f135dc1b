package io.loyalty.cli.planted.service;

import io.loyalty.cli.planted.replay.Shown;

record ReadsReplay(Shown shown) {}
