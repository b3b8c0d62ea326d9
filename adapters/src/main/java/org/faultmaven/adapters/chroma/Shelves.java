package org.faultmaven.adapters.chroma;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.faultmaven.adapters.call.CallFailedException;
import org.faultmaven.contracts.record.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * The collections of FaultMaven's tenants. Nothing is remembered: other processes make and drop
 * them too, and asking takes a millisecond. One that measures otherwise than by cosine, or was made
 * for another embedding model, is refused: its scores would mean nothing.
 */
final class Shelves {
  private static final String MODEL = "embedding_model";

  private final ChromaApi api;
  private final String base;
  private final int dimensions;
  private final String model;

  /**
   * @param base name of the knowledge base's collection; others begin with it
   * @param model name of what made the vectors
   */
  Shelves(ChromaApi api, String base, int dimensions, String model) {
    this.api = api;
    this.base = base;
    this.dimensions = dimensions;
    this.model = model;
  }

  /** Those of a tenant, documents first. */
  List<Shelf> of(Tenant tenant) {
    return api.collections().stream()
        .filter(collection -> belongs(collection.name(), tenant))
        .map(collection -> verified(collection, tenant))
        .sorted((a, b) -> a.stretch().kind().compareTo(b.stretch().kind()))
        .toList();
  }

  private boolean belongs(String name, Tenant tenant) {
    return name.equals(Stretch.documents(tenant).name(base))
        || name.startsWith(base + "." + tenant.name() + ".logs.");
  }

  /** The one that entries of a stretch are added to, made when there is none. */
  Shelf open(Stretch stretch, List<Shelf> known) {
    String name = stretch.name(base);
    for (Shelf shelf : known) {
      if (shelf.name().equals(name)) {
        return shelf;
      }
    }
    Map<String, Object> metadata = stretch.metadata();
    metadata.put(MODEL, model);
    return verified(api.getOrCreate(name, metadata), stretch.tenant());
  }

  /**
   * Takes a collection out of use: what is added from now on goes into a new one of its old name.
   * Whoever found it before can still read it, and sees after writing that it is no longer the one.
   */
  void retire(Shelf shelf) {
    String suffix = "." + UUID.randomUUID();
    if (!shelf.name().equals(shelf.stretch().name(base))) {
      // Retired already.
      return;
    }
    api.rename(shelf.id(), shelf.name() + suffix);
  }

  /** The present name of a collection, or null when it is gone. */
  @Nullable String nameOf(Shelf shelf) {
    for (ChromaApi.Collection collection : api.collections()) {
      if (collection.id().equals(shelf.id())) {
        return collection.name();
      }
    }
    return null;
  }

  boolean isRetired(String name, Stretch stretch) {
    return !name.equals(stretch.name(base));
  }

  /**
   * Looks at every tenant's.
   *
   * @throws CallFailedException when one can't be used
   */
  void verify(List<ChromaApi.Collection> collections) {
    for (ChromaApi.Collection collection : collections) {
      Stretch stretch = Stretch.of(collection);
      boolean ours =
          stretch == null
              ? collection.name().equals(base)
              : belongs(collection.name(), stretch.tenant());
      if (ours) {
        verified(collection, stretch == null ? Tenant.DEFAULT : stretch.tenant());
      }
    }
  }

  private Shelf verified(ChromaApi.Collection collection, Tenant tenant) {
    if (!"cosine".equals(collection.space())) {
      throw unusable(collection, "measures by " + collection.space() + ", not by cosine");
    }
    Stretch stretch = Stretch.of(collection);
    if (stretch == null || !stretch.tenant().equals(tenant)) {
      throw unusable(collection, "was not made by FaultMaven for the tenant " + tenant);
    }
    Integer kept = collection.dimension();
    if (kept != null && kept != dimensions) {
      throw unusable(collection, "holds vectors of " + kept + " dimensions, not " + dimensions);
    }
    Object madeFor = collection.metadata() == null ? null : collection.metadata().get(MODEL);
    if (!model.equals(madeFor)) {
      throw unusable(collection, "was made for another embedding model than " + model);
    }
    return new Shelf(collection.id(), collection.name(), stretch);
  }

  private static CallFailedException unusable(ChromaApi.Collection collection, String why) {
    return new CallFailedException(
        "unusable collection",
        "The Chroma collection "
            + collection.name()
            + " "
            + why
            + ". Configure another name (CHROMADB_COLLECTION), or delete it: a replay of the topic"
            + " `entries` fills a new one",
        false);
  }
}
