package org.faultmaven.search;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.faultmaven.contracts.port.BackendException;
import org.faultmaven.contracts.record.UnitVector;

/**
 * The loaded model: tokenizer, session, mean pooling. The weights are LangChain4j's artefact; its
 * wrapper is not used, because it gives every session as many threads as there are cores, averages
 * what is too long instead of cutting it, tokenizes three times and can't be closed.
 */
final class MiniLmModel implements AutoCloseable {
  static final int DIMENSIONS = 384;

  /** The 256 word pieces that the model was trained on, less the two it adds itself. */
  static final int MAX_TOKENS = 254;

  static final String WEIGHTS = "/all-minilm-l6-v2-q.onnx";
  static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private final HuggingFaceTokenizer tokenizer;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private MiniLmModel(
      HuggingFaceTokenizer tokenizer, OrtEnvironment environment, OrtSession session) {
    this.tokenizer = tokenizer;
    this.environment = environment;
    this.session = session;
  }

  /**
   * @throws BackendException when the native libraries can't be unpacked or loaded
   */
  static MiniLmModel load(Path cacheDirectory) {
    try {
      NativeLibraries.prepare(cacheDirectory);
      HuggingFaceTokenizer tokenizer = loadTokenizer();
      try {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        return new MiniLmModel(tokenizer, environment, loadSession(environment));
      } catch (OrtException | IOException | RuntimeException | LinkageError e) {
        tokenizer.close();
        throw e;
      }
    } catch (OrtException | IOException | RuntimeException | LinkageError e) {
      throw new BackendException(
          "the embedding model could not be loaded ("
              + e.getClass().getSimpleName()
              + "); its native libraries are unpacked into "
              + cacheDirectory
              + " and java.io.tmpdir: make both writable, with 50 MB free",
          false,
          e);
    }
  }

  private static HuggingFaceTokenizer loadTokenizer() throws IOException {
    try (InputStream json = resource(TOKENIZER)) {
      // The file itself asks to pad to and cut at 128.
      return HuggingFaceTokenizer.newInstance(
          json, Map.of("padding", "false", "truncation", "false"));
    }
  }

  private static OrtSession loadSession(OrtEnvironment environment)
      throws IOException, OrtException {
    try (InputStream weights = resource(WEIGHTS);
        var options = new OrtSession.SessionOptions()) {
      // One thread a call: callers in parallel do more than threads inside one call.
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      return environment.createSession(weights.readAllBytes(), options);
    }
  }

  static InputStream resource(String name) throws IOException {
    InputStream resource = AllMiniLmL6V2QuantizedEmbeddingModel.class.getResourceAsStream(name);
    if (resource == null) {
      throw new FileNotFoundException(name + " is missing from the class path");
    }
    return resource;
  }

  int countTokens(String text) {
    return tokenizer.encode(text, false, false).getIds().length;
  }

  float[] embed(String text) {
    Encoding encoding = tokenizer.encode(text, true, false);
    try {
      return run(cut(encoding.getIds()));
    } catch (OrtException e) {
      throw new BackendException("the embedding model failed on a text", false, e);
    }
  }

  /** The first tokens, between the model's own first and last. */
  private static long[] cut(long[] ids) {
    if (ids.length <= MAX_TOKENS + 2) {
      return ids;
    }
    long[] cut = Arrays.copyOf(ids, MAX_TOKENS + 2);
    cut[MAX_TOKENS + 1] = ids[ids.length - 1];
    return cut;
  }

  private float[] run(long[] ids) throws OrtException {
    long[] shape = {1, ids.length};
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (OnnxTensor inputs = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", inputs, "attention_mask", mask, "token_type_ids", types))) {
      return UnitVector.of(mean(((float[][][]) result.get(0).getValue())[0]));
    }
  }

  private static float[] mean(float[][] tokens) {
    float[] mean = new float[DIMENSIONS];
    for (float[] token : tokens) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += token[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= tokens.length;
    }
    return mean;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new BackendException("the embedding model could not be closed", false, e);
    } finally {
      tokenizer.close();
    }
  }
}
