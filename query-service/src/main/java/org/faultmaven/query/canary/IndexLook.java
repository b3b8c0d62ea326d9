package org.faultmaven.query.canary;

import java.util.List;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.port.IEmbedder;
import org.faultmaven.contracts.port.IKeywordIndex;
import org.faultmaven.contracts.port.IVectorStore;
import org.faultmaven.contracts.record.Entry;
import org.faultmaven.contracts.record.Scored;
import org.faultmaven.contracts.record.SearchFilter;
import org.faultmaven.contracts.record.Tenant;
import org.faultmaven.runtime.canary.LeakAlarm;
import org.faultmaven.runtime.canary.MadeUp;

/**
 * Searches for canaries as a question would, by words and by meaning. Whoever sent them is another
 * process, so that a secret is recognised by its form; nothing but canaries is in their tenant.
 */
final class IndexLook {
  /** More than an hour of them makes, of which the indexes hold no more. */
  private static final int LIMIT = 1_000;

  private final Tenant tenant;
  private final IEmbedder embedder;
  private final IVectorStore store;
  private final LeakAlarm alarm;
  private final LeakAlarm.Place inStore;
  private final LeakAlarm.Place inWords;

  IndexLook(String tenant, IEmbedder embedder, IVectorStore store, LeakAlarm alarm) {
    this.tenant = new Tenant(tenant);
    this.embedder = embedder;
    this.store = store;
    this.alarm = alarm;
    this.inStore = alarm.at("vector store");
    this.inWords = alarm.at("keyword index");
  }

  /**
   * @throws BackendException when one of them can't be searched; the other has been then
   */
  void round(IKeywordIndex words) {
    if (alarm.raised() != null) {
      return;
    }
    look(inWords, words.search(tenant, MadeUp.BEGIN, LIMIT, SearchFilter.NONE));
    look(inStore, store.search(tenant, embedder.embed(MadeUp.BEGIN), LIMIT, SearchFilter.NONE));
  }

  private static void look(LeakAlarm.Place place, List<Scored> found) {
    List<Entry> entries = found.stream().map(Scored::entry).toList();
    if (entries.stream().anyMatch(entry -> MadeUp.anyIn(entry.text().text()))) {
      place.leaked();
    } else {
      entries.forEach(entry -> place.masked(entry.lastAt()));
    }
  }
}
