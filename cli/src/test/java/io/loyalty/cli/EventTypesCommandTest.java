package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventTypesCommandTest {
  private static final String DESTINATION =
      """
      {"topic":"loyalty.purchase-transaction","keyFields":["memberId","storeId"],
       "table":"bi.purchase_transaction","childTables":["bi.purchase_transaction_line_item"]}""";
  private static final String CONTRACT =
      """
      {"eventType":"purchase-transaction","doc":"A basket.","version":2,"destination":%s,
       "personalFields":["memberId"],"hashedFields":["memberId"],"schema":{},"earlierVersions":[],
       "fields":[
        {"path":"memberId","type":"string","required":false,"doc":"The member.","jsonNames":["member"],
         "personal":true,"transforms":["trim","hash"],"maxLength":64,"allowedValues":[],
         "format":"non-blank","pattern":"M-[0-9]+"},
        {"path":"lineItems[].amount","type":"decimal(12,2)","required":true,"doc":"Its price.",
         "jsonNames":[],"personal":false,"transforms":[],"maxLength":null,"allowedValues":["1","2"],
         "format":null,"pattern":null}],
       "checks":[{"name":"total-is-sum-of-lines","doc":"It adds up.","expression":"totalAmount = sum(lineItems.amount)"}],
       "example":{"specversion":"1.0"}}"""
          .formatted(DESTINATION);

  private final JsonMapper json = new JsonMapper();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private ServiceStub service;

  @BeforeEach
  void start() throws IOException {
    service = new ServiceStub();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void listsThemWithWhereTheirEventsGo() {
    service.on(
        "GET /event-types",
        200,
        "{\"eventTypes\":[{\"eventType\":\"purchase-transaction\",\"doc\":\"d\",\"version\":1,\"derivedBy\":null,\"destination\":%s}]}"
            .formatted(DESTINATION));
    assertThat(run()).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "event type topic table key derived by",
            "purchase-transaction loyalty.purchase-transaction bi.purchase_transaction memberId, else storeId");
  }

  @Test
  void showsTheContractOfOneWithItsExample() {
    service.on("GET /event-types/purchase-transaction", 200, CONTRACT);
    assertThat(run("purchase-transaction")).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .containsSubsequence(
            "purchase-transaction, version 2: A basket.",
            "topic loyalty.purchase-transaction",
            "key memberId, else storeId",
            "table bi.purchase_transaction",
            "bi.purchase_transaction_line_item",
            "memberId string The member. At most 64 characters. Format non-blank. Matches M-[0-9]+. Also named member. Stored after: trim, hash. Personal data.",
            "lineItems[].amount decimal(12,2) required Its price. One of 1, 2.",
            "check, which refuses nothing",
            "total-is-sum-of-lines It adds up.",
            "totalAmount = sum(lineItems.amount)",
            "An example, valid as it is:",
            "\"specversion\" : \"1.0\"");
  }

  @Test
  void printsWhatTheServiceAnswersAsJson() {
    service.on("GET /event-types/purchase-transaction", 200, CONTRACT);
    assertThat(run("purchase-transaction", "--json")).isZero();
    assertThat(json.readTree(out.toString())).isEqualTo(json.readTree(CONTRACT));
  }

  @Test
  void saysThatThereIsNoSuchType() {
    service.refuse("GET /event-types/a%20b", 404, "there is no event type of that name");
    assertThat(run("a b")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines("pipeline: there is no event type of that name");
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("event-types"));
    all.addAll(List.of(arguments));
    all.add("--url=" + service.url());
    return Pipeline.run(
        new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
  }
}
