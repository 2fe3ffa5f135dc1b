package io.loyalty.ingestion.flow;

import io.loyalty.ingestion.queue.EventSource;

/** What a flow is made of. */
record FlowParts(Stations stations, Outlet outlet, EventSource source, Ledger ledger) {}
