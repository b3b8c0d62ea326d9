package org.faultmaven.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the real spaCy says of a text: the form that {@code names/model/reference.py} writes.
 *
 * @param tokens start and end in code points and the norm's id
 * @param entities of tokenizer and {@code ner}
 * @param pipeline of the whole pipeline
 */
record Reference(List<Token> tokens, List<Entity> entities, List<Entity> pipeline) {
  record Token(int start, int end, long norm) {}

  static void writeTexts(Path file, List<String> texts) throws IOException {
    List<byte[]> encoded = texts.stream().map(text -> text.getBytes(UTF_8)).toList();
    int size = encoded.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
    ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES + size).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(texts.size());
    encoded.forEach(text -> buffer.putInt(text.length).put(text));
    Files.write(file, buffer.array());
  }

  static List<String> readTexts(Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int count = buffer.getInt();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text(buffer));
    }
    return texts;
  }

  static List<Reference> read(byte[] bytes, int count) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Reference> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = buffer.getInt();
      List<Token> tokens = new ArrayList<>(length);
      for (int j = 0; j < length; j++) {
        tokens.add(new Token(buffer.getInt(), buffer.getInt(), buffer.getLong()));
      }
      all.add(new Reference(tokens, entities(buffer), entities(buffer)));
    }
    if (buffer.hasRemaining()) {
      throw new IllegalArgumentException("more than " + count + " texts");
    }
    return all;
  }

  private static List<Entity> entities(ByteBuffer buffer) {
    int count = buffer.getInt();
    List<Entity> entities = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entities.add(new Entity(buffer.getInt(), buffer.getInt(), text(buffer)));
    }
    return entities;
  }

  private static String text(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.getInt()];
    buffer.get(bytes);
    return new String(bytes, UTF_8);
  }
}
