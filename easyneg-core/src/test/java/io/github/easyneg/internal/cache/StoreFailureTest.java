package io.github.easyneg.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;

class StoreFailureTest {
  private final IOException disk = new IOException("Input/output error");

  private static MVStoreException store(int code, Exception cause) {
    return DataUtils.newMVStoreException(code, "Reading failed", cause);
  }

  @Test
  void aDiskThatCannotBeReadIsNoDamage() {
    assertThat(StoreFailure.isDamage(store(DataUtils.ERROR_READING_FAILED, disk))).isFalse();
    assertThat(StoreFailure.isDamage(store(DataUtils.ERROR_INTERNAL, disk))).isFalse();
    assertThat(StoreFailure.isDamage(new UncheckedIOException(disk))).isFalse();
    assertThat(
            StoreFailure.isDamage(
                store(DataUtils.ERROR_READING_FAILED, new ClosedChannelException())))
        .isFalse();
  }

  @Test
  void aLockAClosedStoreAndANewerVersionAreNoDamage() {
    for (int code :
        new int[] {
          DataUtils.ERROR_FILE_LOCKED,
          DataUtils.ERROR_CLOSED,
          DataUtils.ERROR_UNSUPPORTED_FORMAT,
          DataUtils.ERROR_WRITING_FAILED
        }) {
      assertThat(StoreFailure.isDamage(DataUtils.newMVStoreException(code, "no"))).isFalse();
    }
  }

  @Test
  void whatWasReadAndIsWrongIsDamage() {
    assertThat(StoreFailure.isDamage(store(DataUtils.ERROR_READING_FAILED, new EOFException())))
        .isTrue();
    assertThat(
            StoreFailure.isDamage(
                DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, "chunk")))
        .isTrue();
    assertThat(StoreFailure.isDamage(new IndexOutOfBoundsException("7"))).isTrue();
    assertThat(StoreFailure.isDamage(new AssertionError())).isTrue();
  }

  @Test
  void theMessageSaysWhatTheDiskSaysAndThatTheFileStays() {
    assertThat(
            StoreFailure.of(
                Path.of("cache", "embeddings.mv"), store(DataUtils.ERROR_READING_FAILED, disk)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            Path.of("cache", "embeddings.mv")
                + " could not be read: Input/output error; expected the embedding cache. It stays"
                + " as it is: see that its disk can be read, or name another cache directory.");
  }
}
