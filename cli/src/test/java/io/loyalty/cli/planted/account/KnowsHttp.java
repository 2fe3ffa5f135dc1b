package io.loyalty.cli.planted.account;

import java.net.http.HttpClient;

record KnowsHttp(HttpClient client) {}
