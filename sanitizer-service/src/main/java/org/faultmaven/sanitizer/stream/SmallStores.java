package org.faultmaven.sanitizer.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Stores that buffer little: there are four a partition, and Streams' default of 48 MiB each would
 * outgrow a small machine. Made by Streams, by name.
 */
public final class SmallStores implements RocksDBConfigSetter {
  private static final long BUFFER_BYTES = 4L << 20;
  private static final int BUFFERS = 2;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    options.setWriteBufferSize(BUFFER_BYTES);
    options.setMaxWriteBufferNumber(BUFFERS);
  }

  @Override
  public void close(String storeName, Options options) {
    // Nothing was opened.
  }
}
