package org.faultmaven.standalone.cli;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/**
 * Stands for a running {@code up}: a process that holds the lock of a data folder until told to
 * stop.
 */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    FileChannel lock =
        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      throw new IllegalStateException("locked");
    }
    if (args.length > 1) {
      Runtime.getRuntime().addShutdownHook(new Thread(LockHolder::forEver));
    }
    Files.writeString(data.resolve("faultmaven.pid"), ProcessHandle.current().pid() + "\n");
    System.out.println("ready");
    forEver();
  }

  private static void forEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
