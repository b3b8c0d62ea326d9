package org.faultmaven.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.faultmaven.standalone.client.FakeApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
  private static final String UP = "{'status': 'UP', 'components': {'broker': {'status': 'UP'}}}";

  private FakeApi api;

  @BeforeEach
  void start() throws Exception {
    api = new FakeApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void whatRunsAndWhereRecordsAre() {
    api.on("/actuator/health", 200, UP).on("/api/v1/ledger", 200, ledger(24_922, 24_920));

    Cli status = Cli.run("status", "--url", api.url());

    assertThat(status.status()).isZero();
    assertThat(status.out())
        .containsSubsequence("UP", "broker", "UP", "accepted", "24,922", "indexed", "24,920")
        .contains("deadletters");
  }

  @Test
  void aLedgerThatDoesNotBalanceFails() {
    api.on("/actuator/health", 200, UP).on("/api/v1/ledger", 200, ledger(10, 7));

    Cli status = Cli.run("status", "--url", api.url());

    assertThat(status.status()).isEqualTo(1);
    assertThat(status.out()).contains("does not balance");
  }

  @Test
  void aPartThatIsDownIsToldWithItsReasonAndFails() {
    api.on(
        "/actuator/health",
        503,
        "{'status': 'DOWN', 'components': {'broker': {'status': 'DOWN', 'details': {'error': 'no"
            + " answer'}}}}");

    Cli status = Cli.run("status", "--url", api.url());

    assertThat(status.status()).isEqualTo(1);
    assertThat(status.out()).contains("DOWN", "no answer");
    assertThat(Cli.run("status", "--json", "--url", api.url()).out())
        .startsWith("{\"health\":{\"status\":\"DOWN\"");
  }

  @Test
  void ofServicesApartTheWorstIsSaidAndEveryPartListed() throws Exception {
    try (var ingest = new FakeApi()) {
      api.on("/actuator/health", 200, UP);
      ingest
          .on(
              "/actuator/health",
              200,
              "{'status': 'DEGRADED', 'components': {'vectorStore': {'status': 'DEGRADED',"
                  + " 'details': {'detail': 'chroma is away'}}}}")
          .on("/api/v1/ledger", 200, ledger(5, 5));

      Cli status = Cli.run("status", "--url", api.url(), "--ingest-url", ingest.url());

      assertThat(status.status()).isEqualTo(1);
      assertThat(status.out())
          .containsSubsequence("DEGRADED", "broker", "vectorStore", "chroma is away", "accepted");
    }
  }

  @Test
  void theSanitizerIsAskedTooAndOfPartsOfOneNameTheWorseIsSaid() throws Exception {
    try (var sanitizer = new FakeApi()) {
      api.on(
              "/actuator/health",
              200,
              "{'status': 'UP', 'components': {'sanitizer': {'status': 'UP'}}}")
          .on("/api/v1/ledger", 200, ledger(5, 5));
      sanitizer.on(
          "/actuator/health",
          200,
          "{'status': 'DEGRADED', 'components': {'sanitizer': {'status': 'DEGRADED', 'details':"
              + " {'detail': 'presidio is away'}}, 'sanitizerStream': {'status': 'UP'}}}");

      Cli status = Cli.run("status", "--url", api.url(), "--sanitizer-url", sanitizer.url() + "/");

      assertThat(status.status()).isEqualTo(1);
      assertThat(status.out())
          .containsSubsequence("DEGRADED", "presidio is away", "sanitizerStream", "accepted");
    }
    assertThat(Cli.run("status", "--url", api.url(), "--sanitizer-url", "sanitizer").status())
        .isEqualTo(2);
  }

  @Test
  void asJsonItIsOneDocument() {
    api.on("/actuator/health", 200, UP).on("/api/v1/ledger", 200, ledger(1, 1));

    assertThat(Cli.run("status", "--json", "--url", api.url()).out().lines())
        .singleElement()
        .asString()
        .startsWith("{\"health\":{\"status\":\"UP\"")
        .contains("\"ledger\":{\"total\":{\"accepted\":1");
  }

  private static String ledger(long accepted, long indexed) {
    return "{'total': {'accepted': %d, 'indexed': %d, 'quarantined': %d, 'deleted': 0, 'inFlight': 0, 'waiting': 0}, 'topics': []}"
        .formatted(accepted, indexed, accepted == 24_922 ? 2 : 0);
  }
}
