package org.faultmaven.adapters.presidio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.faultmaven.contracts.record.KeyedHash;

/**
 * What a Presidio server is. It tells neither its version nor its model, so both are told by what
 * it does: a fixed text has different spans and scores with another model.
 *
 * @param supported the entity types that it can find
 * @param recognizers names of its recognisers
 * @param fingerprint of all that, and of what it finds in a fixed text
 */
record Profile(Set<String> supported, Set<String> recognizers, String fingerprint) {
  /** Made up; without digits, whose types differ from run to run where patterns tie. */
  static final List<String> PROBE =
      List.of(
          "Maria Gonzalez of Springfield met Dr. Chen and the Canadians near Lake Geneva.",
          "Controller Broker: Yesterday Ahmed said that Northwind hired Elena Petrova in Oslo",
          "write to jane.roe@example.com or see www.example.org");

  /** Those that Presidio comes with, and which find what the engine finds, or names. */
  private static final Set<String> USUAL =
      Set.of(
          "CreditCardRecognizer",
          "CryptoRecognizer",
          "DateRecognizer",
          "EmailRecognizer",
          "IbanRecognizer",
          "IpRecognizer",
          "MacAddressRecognizer",
          "MedicalLicenseRecognizer",
          "NhsRecognizer",
          "PhoneRecognizer",
          "UrlRecognizer",
          "UsBankRecognizer",
          "UsItinRecognizer",
          "UsLicenseRecognizer",
          "UsPassportRecognizer",
          "UsSsnRecognizer",
          "UuidRecognizer",
          "SpacyRecognizer",
          "StanzaRecognizer",
          "TransformersRecognizer",
          "GLiNERRecognizer");

  Profile {
    supported = Set.copyOf(supported);
    recognizers = Set.copyOf(recognizers);
  }

  /**
   * @param probed what it found in {@link #PROBE}
   */
  static Profile of(Set<String> supported, Set<String> recognizers, List<List<Found>> probed) {
    var all = new StringBuilder();
    supported.stream().sorted().forEach(each -> all.append(each).append(' '));
    recognizers.stream().sorted().forEach(each -> all.append(each).append(' '));
    for (List<Found> of : probed) {
      all.append('\n');
      of.stream()
          .sorted(
              Comparator.comparingInt(Found::start)
                  .thenComparingInt(Found::end)
                  .thenComparing(Found::type))
          .forEach(all::append);
    }
    return new Profile(supported, recognizers, hash(all.toString()));
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return KeyedHash.base32(digest).substring(0, 26);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether it might find what the engine in process doesn't, besides names. */
  boolean hasRecognizersOfItsOwn() {
    return !USUAL.containsAll(recognizers);
  }
}
