package org.faultmaven.standalone.secured;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.faultmaven.standalone.product.FreePorts;

/**
 * A real KRaft node that lets nobody do anything without a right: by certificate on one port, by
 * PLAIN, SCRAM-SHA-512 or OAUTHBEARER over TLS on another. The third, in the clear, is the test's.
 */
final class SecuredBroker implements AutoCloseable {
  private static final String SECURE = "listener.name.secure.";

  private final KafkaRaftServer server;
  private final int first;

  /**
   * @param users may come by PLAIN and SCRAM, each with the password
   * @param keys where tokens are checked
   */
  SecuredBroker(Path folder, List<String> users, String password, Certificates made, URI keys)
      throws Exception {
    first = FreePorts.inARow(4);
    Path log = Files.createDirectories(folder.resolve("log"));
    List<String> scram = new ArrayList<>();
    for (String user : users) {
      scram.add("SCRAM-SHA-512=[name=" + user + ",password=" + password + "]");
    }
    new Formatter()
        .setNodeId(1)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(log.toString())
        .setMetadataLogDirectory(log.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setScramArguments(scram)
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
        .run();
    Map<String, String> settings = settings(log);
    secure(settings, users, password, made, keys);
    server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
  }

  private Map<String, String> settings(Path log) {
    String clients =
        "INTERNAL://localhost:%d,TLS://localhost:%d,SECURE://localhost:%d"
            .formatted(first + 1, first + 2, first + 3);
    var settings = new LinkedHashMap<String, String>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@localhost:" + first);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "INTERNAL");
    settings.put("listeners", "CONTROLLER://localhost:" + first + "," + clients);
    settings.put("advertised.listeners", clients);
    settings.put(
        "listener.security.protocol.map",
        "CONTROLLER:PLAINTEXT,INTERNAL:PLAINTEXT,TLS:SSL,SECURE:SASL_SSL");
    settings.put("log.dirs", log.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("message.max.bytes", Integer.toString(16 << 20));
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    return settings;
  }

  private static void secure(
      Map<String, String> settings,
      List<String> users,
      String password,
      Certificates made,
      URI keys)
      throws Exception {
    settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
    settings.put("super.users", "User:ANONYMOUS");
    settings.put("ssl.keystore.location", made.pair("broker").toString());
    settings.put("ssl.keystore.password", Certificates.PASSWORD);
    settings.put("ssl.keystore.type", "PKCS12");
    settings.put("ssl.truststore.location", made.trusting("client").toString());
    settings.put("ssl.truststore.password", Certificates.PASSWORD);
    settings.put("ssl.truststore.type", "PKCS12");
    settings.put("listener.name.tls.ssl.client.auth", "required");
    settings.put("ssl.principal.mapping.rules", "RULE:^CN=([^,]+).*$/$1/");
    settings.put(SECURE + "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512,OAUTHBEARER");
    var plain = new StringBuilder(PlainLoginModule.class.getName()).append(" required");
    users.forEach(user -> plain.append(" user_").append(user).append('=').append(password));
    settings.put(SECURE + "plain.sasl.jaas.config", plain.append(';').toString());
    settings.put(
        SECURE + "scram-sha-512.sasl.jaas.config", ScramLoginModule.class.getName() + " required;");
    settings.put(
        SECURE + "oauthbearer.sasl.jaas.config",
        OAuthBearerLoginModule.class.getName() + " required;");
    settings.put(
        SECURE + "oauthbearer.sasl.server.callback.handler.class",
        OAuthBearerValidatorCallbackHandler.class.getName());
    settings.put(SECURE + "oauthbearer.sasl.oauthbearer.jwks.endpoint.url", keys.toString());
  }

  /** Without security, for who may do everything. */
  String internal() {
    return "localhost:" + (first + 1);
  }

  String tls() {
    return "localhost:" + (first + 2);
  }

  String sasl() {
    return "localhost:" + (first + 3);
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
