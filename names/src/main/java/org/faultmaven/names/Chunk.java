package org.faultmaven.names;

import org.jspecify.annotations.Nullable;

/**
 * How a stretch between blanks is cut, without its text.
 *
 * @param id hash of its text
 * @param orths hashes of the tokens' texts
 * @param ends where each token ends, in UTF-16 units of the chunk
 * @param norms the tokens' own norms; null when none has one
 * @param flags see {@link Tokens}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Chunk(long id, long[] orths, int[] ends, long @Nullable [] norms, byte[] flags)
    implements Memory.Entry {
  @Override
  public int bytes() {
    return 144 + orths.length * (norms == null ? 13 : 21);
  }
}
