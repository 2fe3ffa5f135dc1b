package io.loyalty.consumption;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the March partition of points on a disk with one megabyte left. It is a real file system if
 * this user may mount one; otherwise a trigger fails with the same SQLSTATE.
 */
final class FullDisk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FullDisk.class);

  private static final long LEFT = 1L << 20;
  private static final long LARGE = 256L << 20;

  private final Warehouse warehouse;
  private final Path mount;
  private final boolean isReal;

  private FullDisk(Warehouse warehouse, Path mount, boolean isReal) {
    this.warehouse = warehouse;
    this.mount = mount;
    this.isReal = isReal;
  }

  static FullDisk below(Warehouse warehouse) throws IOException {
    Path mount = Files.createTempDirectory("full-disk-");
    FullDisk disk = new FullDisk(warehouse, mount, mayMount(mount));
    LOG.info("The full disk is {}", disk.isReal ? "a real one" : "a trigger's word");
    if (disk.isReal) {
      warehouse.change("CREATE TABLESPACE small_disk LOCATION '%s'".formatted(mount));
      warehouse.change("ALTER TABLE bi.points_collected_p202603 SET TABLESPACE small_disk");
      FileStore store = Files.getFileStore(mount);
      disk.resize(store.getTotalSpace() - store.getUnallocatedSpace() + LEFT);
    } else {
      warehouse.change(
          """
          CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$""");
      warehouse.change(
          """
          CREATE TRIGGER full_disk BEFORE INSERT ON bi.points_collected_p202603
          FOR EACH ROW EXECUTE FUNCTION full_disk()""");
    }
    return disk;
  }

  /** Makes room on the disk. */
  void grow() {
    if (isReal) {
      resize(LARGE);
    } else {
      warehouse.change("DROP TRIGGER full_disk ON bi.points_collected_p202603");
    }
  }

  /** Moves the rows to another disk; the load must have ended. */
  @Override
  public void close() throws IOException {
    if (isReal) {
      grow();
      warehouse.change("ALTER TABLE bi.points_collected_p202603 SET TABLESPACE pg_default");
      warehouse.change("DROP TABLESPACE small_disk");
      DatabaseServer.run("umount", mount.toString());
    }
    Files.delete(mount);
  }

  private void resize(long bytes) {
    DatabaseServer.run("mount", "-o", "remount,size=" + bytes, mount.toString());
  }

  private static boolean mayMount(Path at) {
    return DatabaseServer.exitCode(
            "mount", "-t", "tmpfs", "-o", "size=" + LARGE, "tmpfs", at.toString())
        == 0;
  }
}
