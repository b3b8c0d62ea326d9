package org.faultmaven.standalone.secured;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** Key pairs with certificates that sign themselves, made by the JDK's keytool. */
final class Certificates {
  static final String PASSWORD = "made-up-password";

  private final Path folder;

  Certificates(Path folder) {
    this.folder = folder;
  }

  /** A key store of one pair, its certificate good for localhost. */
  Path pair(String name) throws IOException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "RSA",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=dns:localhost",
        "-keystore",
        store.toString());
    return store;
  }

  /** The certificate alone, for whoever is to trust it. */
  Path certificate(String name) throws IOException, InterruptedException {
    Path pem = folder.resolve(name + ".crt");
    if (Files.exists(pem)) {
      return pem;
    }
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        name,
        "-file",
        pem.toString(),
        "-keystore",
        folder.resolve(name + ".p12").toString());
    return pem;
  }

  /** Certificate and key in one file, as a client takes them. */
  Path certificateAndKey(String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
    String pem =
        Files.readString(certificate(name))
            + "-----BEGIN PRIVATE KEY-----\n"
            + new String(Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(key), US_ASCII)
            + "\n-----END PRIVATE KEY-----\n";
    return Files.writeString(folder.resolve(name + ".pem"), pem);
  }

  /** A store of certificates to trust. */
  Path trusting(String name) throws IOException, InterruptedException {
    Path store = folder.resolve(name + "-trusted.p12");
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        name,
        "-file",
        certificate(name).toString(),
        "-keystore",
        store.toString());
    return store;
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 5];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    command[arguments.length + 1] = "-storetype";
    command[arguments.length + 2] = "PKCS12";
    command[arguments.length + 3] = "-storepass";
    command[arguments.length + 4] = PASSWORD;
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), US_ASCII);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }
}
