package io.seatrial.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Directories that cases work in. */
final class TempDirectory {

    private TempDirectory() {}

    /** Makes one. Its path has no symbolic links: Dynamo's own watchers would miss removals (dynamo-manager.md 5.11.5). */
    static Path create() {
        try {
            return Files.createTempDirectory("seatrial-case").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for temporary files", e);
        }
    }

    /** Removes one with all that is in it; what vanishes meanwhile is gone, too. */
    static CompletionStage<Void> remove(Path directory) {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(inner);
                    return FileVisitResult.CONTINUE;
                }
            });
            return CompletableFuture.completedFuture(null);
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
