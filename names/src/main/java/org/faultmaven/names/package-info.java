/**
 * People, places and groups in text: spaCy's small English model of named entities in plain Java.
 * Of use by itself: {@link org.faultmaven.names.NameFinder} is the way in.
 *
 * <p>A text is cut into tokens as spaCy cuts it ({@code Tokenizer}); a token becomes four ids
 * ({@code Features}), which four layers of a small network turn into a vector that has seen four
 * tokens to each side ({@code Network}); from left to right a parser chooses one move a token
 * ({@code Decoder}). The windows of each layer are known by keyed hashes, and what was computed for
 * one is remembered ({@code Memory}).
 */
@NullMarked
package org.faultmaven.names;

import org.jspecify.annotations.NullMarked;
