package org.faultmaven.adapters.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.faultmaven.contracts.record.NewerFormatException;
import org.faultmaven.contracts.record.RecordFormat;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.contracts.record.Turn;
import org.jspecify.annotations.Nullable;

/**
 * A session as Redis keeps it. The fields that people read have FaultMaven's names; those that
 * scripts compare are milliseconds since 1970.
 */
final class SessionFields {
  private static final String SESSION_ID = "session_id";
  private static final String USER_ID = "user_id";
  private static final String CLIENT_ID = "client_id";
  private static final String CREATED_AT = "created_at";
  private static final String LAST_ACTIVITY = "last_activity";
  static final String EXPIRES_AT = "expires_at_ms";
  private static final String CAP = "cap_ms";
  private static final String TTL = "ttl_ms";

  private SessionFields() {}

  /**
   * The arguments of {@link Script#SET}.
   *
   * @param session with its end
   * @param cap how long it lives at most
   */
  static String[] write(Session session, Instant now, Duration ttl, Duration cap) {
    var arguments = new ArrayList<String>();
    arguments.add(millis(session.expiresAt().toEpochMilli() - now.toEpochMilli()));
    arguments.add(Integer.toString(session.investigationHistory().size()));
    session.investigationHistory().forEach(turn -> arguments.add(element(turn)));
    arguments.add(Integer.toString(session.dataUploads().size()));
    session.dataUploads().forEach(upload -> arguments.add(element(upload)));
    add(arguments, SESSION_ID, session.id());
    add(arguments, USER_ID, session.userId());
    add(arguments, CLIENT_ID, session.clientId());
    add(arguments, CREATED_AT, session.createdAt().toString());
    add(arguments, LAST_ACTIVITY, session.lastActivity().toString());
    add(arguments, EXPIRES_AT, Long.toString(session.expiresAt().toEpochMilli()));
    add(arguments, CAP, Long.toString(session.createdAt().plus(cap).toEpochMilli()));
    add(arguments, TTL, Long.toString(ttl.toMillis()));
    return arguments.toArray(String[]::new);
  }

  private static void add(List<String> arguments, String field, @Nullable String value) {
    if (value != null) {
      arguments.add(field);
      arguments.add(value);
    }
  }

  /** At least one: Redis would delete the key at once. */
  static String millis(long millis) {
    return Long.toString(Math.max(1, millis));
  }

  /** A turn as an element of the list, like no other. */
  static String element(Turn turn) {
    return element(new String(turn.toBytes(), UTF_8));
  }

  /** A document's id likewise. */
  static String element(String value) {
    byte[] random = new byte[8];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random) + " " + value;
  }

  /**
   * The session, or nothing when there is none, or it can't be read: its format may be later.
   *
   * @param reply of {@link Script#GET}
   */
  static Optional<Session> read(Tenant tenant, List<?> reply) {
    Map<String, String> fields = new HashMap<>();
    List<?> hash = (List<?>) reply.getFirst();
    for (int i = 0; i + 1 < hash.size(); i += 2) {
      fields.put(String.valueOf(hash.get(i)), String.valueOf(hash.get(i + 1)));
    }
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(tenant, fields, (List<?>) reply.get(1), (List<?>) reply.get(2)));
    } catch (IllegalArgumentException | DateTimeParseException | NewerFormatException e) {
      return Optional.empty();
    }
  }

  private static Session read(
      Tenant tenant, Map<String, String> fields, List<?> turns, List<?> uploads) {
    RecordFormat.check("a session", Integer.parseInt(fields.getOrDefault(RecordFormat.FIELD, "1")));
    return new Session(
        required(fields, SESSION_ID),
        tenant,
        fields.get(CLIENT_ID),
        fields.get(USER_ID),
        Instant.parse(required(fields, CREATED_AT)),
        Instant.parse(required(fields, LAST_ACTIVITY)),
        Instant.ofEpochMilli(Long.parseLong(required(fields, EXPIRES_AT))),
        uploads.stream().map(SessionFields::value).toList(),
        turns.stream()
            .map(element -> Turn.fromSanitizedStore(value(element).getBytes(UTF_8)))
            .toList());
  }

  private static String required(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }

  private static String value(Object element) {
    String text = String.valueOf(element);
    return text.substring(text.indexOf(' ') + 1);
  }
}
