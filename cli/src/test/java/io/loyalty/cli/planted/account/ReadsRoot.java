package io.loyalty.cli.planted.account;

import io.loyalty.cli.planted.Root;

record ReadsRoot(Root root) {}
