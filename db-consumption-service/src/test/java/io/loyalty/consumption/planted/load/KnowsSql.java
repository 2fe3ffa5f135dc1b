package io.loyalty.consumption.planted.load;

import java.sql.Timestamp;

record KnowsSql(Timestamp time) {}
