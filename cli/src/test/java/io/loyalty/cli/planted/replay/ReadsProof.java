package io.loyalty.cli.planted.replay;

record ReadsProof(io.loyalty.cli.planted.proof.Shown shown) {}
