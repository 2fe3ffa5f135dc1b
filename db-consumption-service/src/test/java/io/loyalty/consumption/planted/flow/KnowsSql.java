package io.loyalty.consumption.planted.flow;

import java.sql.Timestamp;

record KnowsSql(Timestamp time) {}
