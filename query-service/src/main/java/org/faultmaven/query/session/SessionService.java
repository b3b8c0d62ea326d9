package org.faultmaven.query.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.faultmaven.contracts.config.SessionConfig;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.ISessionStore;
import org.faultmaven.contracts.record.KeyedHash;
import org.faultmaven.contracts.record.Session;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.query.answer.Answer;
import org.faultmaven.query.answer.AnswerListener;
import org.faultmaven.query.answer.Answerer;
import org.faultmaven.query.answer.AskedQuestion;
import org.faultmaven.query.search.TimeRange;
import org.faultmaven.query.search.TypedText;
import org.faultmaven.query.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * Sessions, whatever keeps them. While the store is away every call fails retryably; so does a
 * question while the sanitiser's backend is, for a session keeps only what has been judged wholly.
 */
public final class SessionService {
  /** The turns that a question may refer back to. */
  private static final int FOLLOWED = 5;

  private final ISessionStore store;
  private final SessionConfig config;
  private final Tenant tenant;
  private final KeyedHash hash;
  private final Answerer answerer;
  private final Clock clock;
  private final SessionMeters meters;

  SessionService(
      ISessionStore store,
      SessionConfig config,
      Tenant tenant,
      KeyedHash hash,
      Answerer answerer,
      Clock clock,
      SessionMeters meters) {
    this.store = store;
    this.config = config;
    this.tenant = tenant;
    this.hash = hash;
    this.answerer = answerer;
    this.clock = clock;
    this.meters = meters;
  }

  /** A session that a client has, and whether it had it before. */
  record Started(Session session, boolean resumed) {}

  /**
   * The client's last active session, renewed; a new one when it has none.
   *
   * @param clientId raw, kept as a keyed hash; null for a session that nobody resumes
   */
  Started start(@Nullable String clientId) {
    String client = clientId == null ? null : hash.of("client", tenant, clientId);
    Optional<Session> known =
        client == null ? Optional.empty() : store.findByClient(tenant, client);
    if (known.isPresent() && store.extendTtl(tenant, known.get().id(), config.timeout())) {
      // It may end in between all the same.
      Optional<Session> renewed = store.get(tenant, known.get().id());
      if (renewed.isPresent()) {
        return meters.started(new Started(renewed.get(), true));
      }
    }
    Instant now = clock.instant();
    var session =
        new Session(
            UUID.randomUUID().toString(),
            tenant,
            client,
            null,
            now,
            now,
            now,
            List.of(),
            List.of());
    return meters.started(new Started(store.set(session, config.timeout()), false));
  }

  /**
   * The live sessions without their turns, the last active first.
   *
   * @param clientId raw; null for all
   */
  List<Session> list(@Nullable String clientId, int limit) {
    if (clientId == null) {
      return store.find(tenant, limit);
    }
    return store.findByClient(tenant, hash.of("client", tenant, clientId)).stream().toList();
  }

  /**
   * @param turns the most, the newest
   * @throws ErrorResponseException 404 when there is none
   */
  Session get(String id, int turns) {
    return store.get(tenant, checked(id), turns).orElseThrow(SessionService::unknown);
  }

  /**
   * Keeps a session alive.
   *
   * @return it, without its turns
   * @throws ErrorResponseException 404 when there is none
   */
  Session heartbeat(String id) {
    if (!store.extendTtl(tenant, checked(id), config.timeout())) {
      throw unknown();
    }
    return get(id, 0);
  }

  /**
   * @throws ErrorResponseException 404 when there is none
   */
  void delete(String id) {
    if (!store.delete(tenant, checked(id))) {
      throw unknown();
    }
  }

  /**
   * Answers a question in the light of the turns before and the session's uploads, and keeps it as
   * a turn.
   *
   * @param source sanitised; null for all
   * @throws ErrorResponseException 404 when the session is unknown, or ended meanwhile
   * @throws BackendException retryable when the question was not judged wholly
   */
  Answer ask(
      String id,
      TypedText.Typed question,
      @Nullable String source,
      TimeRange range,
      AnswerListener listener) {
    require(question);
    Session session = get(id, FOLLOWED);
    Instant asked = clock.instant();
    Answer answer =
        answerer.answer(
            new AskedQuestion(
                question.text(),
                question.search(),
                false,
                source,
                range,
                session.investigationHistory(),
                session.id(),
                session.dataUploads()),
            listener);
    Duration took = Duration.between(asked, clock.instant());
    if (!store.append(tenant, id, AskedTurn.of(asked, took, question.text(), answer))) {
      throw unknown();
    }
    meters.turn();
    return answer;
  }

  /**
   * @throws BackendException retryable when the question was not judged wholly
   */
  static void require(TypedText.Typed question) {
    if (question.inProcessOnly()) {
      throw new BackendException(
          "The sanitiser's backend is away, and a session keeps only what it has judged. POST"
              + " /api/v1/questions answers meanwhile and keeps nothing",
          true);
    }
  }

  /** What a client typed as an id is asked for only when it can be one: it would stand in keys. */
  private static String checked(String id) {
    if (!Session.isId(id)) {
      throw unknown();
    }
    return id;
  }

  private static ErrorResponseException unknown() {
    return Problem.of(
        HttpStatus.NOT_FOUND,
        "No such session",
        "There is no live session of this id: it expired, was deleted, or never was. Begin one"
            + " with POST /api/v1/sessions; GET /api/v1/sessions lists the live ones.");
  }
}
