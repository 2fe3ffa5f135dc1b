package io.loyalty.ingestion.flow;

/** What a flow is made of. */
record FlowParts(Stations stations, Outlet outlet, Ledger ledger) {}
