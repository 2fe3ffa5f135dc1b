package io.loyalty.stream.run;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds the memory that RocksDB takes outside of the heap: one cache and one budget of write
 * buffers for all stores of the process, since by default each store has its own.
 *
 * @see <a
 *     href="https://kafka.apache.org/documentation/streams/developer-guide/memory-mgmt.html#rocksdb">Memory
 *     management of RocksDB</a>
 */
public final class BoundedMemory implements RocksDBConfigSetter {
  /** Is the setting that holds the bytes of all stores together. */
  static final String BYTES = "stream.state.memory.bytes";

  private static final double SHARE_OF_INDEXES = 0.25;
  private static final long WRITE_BUFFER_PARTS = 3;
  private static final long WRITE_BUFFER_BYTES = 4L * 1024 * 1024;
  private static final int WRITE_BUFFERS = 2;

  private static Cache cache;
  private static WriteBufferManager buffers;

  private static synchronized void open(long bytes) {
    if (cache == null) {
      cache = new LRUCache(bytes, -1, false, SHARE_OF_INDEXES);
      // Write buffers are counted in the cache, so that the sum is bounded.
      buffers = new WriteBufferManager(bytes / WRITE_BUFFER_PARTS, cache);
    }
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> settings) {
    open(((Number) settings.get(BYTES)).longValue());
    var table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(cache);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(buffers);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS);
  }

  @Override
  public void close(String store, Options options) {
    // The cache and the write buffers belong to all stores.
  }
}
