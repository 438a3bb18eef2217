package io.seatrial.discovery;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells which files of a directory have changed. The file system's events are only hints here: what a file says now is read from the
 * file. So it does not matter that a renewal looks like a change of content, or that two changes are reported as one.
 */
final class BucketWatch implements AutoCloseable {

    /** Bound on the end of the thread at {@link #close}; it has nothing left to do then. */
    private static final long END_MILLIS = 1_000;

    private final WatchService service;
    private final Thread thread;
    private final @Nullable Object directoryKey;

    private BucketWatch(WatchService service, Thread thread, @Nullable Object directoryKey) {
        this.service = service;
        this.thread = thread;
        this.directoryKey = directoryKey;
    }

    /**
     * Starts to watch. A change from now on is told; the caller lists the directory afterwards, so that none is missed.
     *
     * @param threads makes the one thread that waits for events
     * @param onSignal is called by that thread when there are events, and calls {@link #changes} once, on any thread
     */
    static BucketWatch open(Path directory, ThreadFactory threads, Consumer<WatchKey> onSignal) throws IOException {
        WatchService service = directory.getFileSystem().newWatchService();
        Object key;
        try {
            key = keyOf(directory);
            directory.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            service.close();
            throw e;
        }
        Thread thread = threads.newThread(() -> signal(service, onSignal));
        thread.start();
        return new BucketWatch(service, thread, key);
    }

    private static @Nullable Object keyOf(Path directory) throws IOException {
        return Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
    }

    /** Returns whether the directory of this path is still the one that is watched: one that was renamed stays watched. */
    boolean isOf(Path directory) {
        try {
            return Objects.equals(directoryKey, keyOf(directory));
        } catch (IOException e) {
            return false; // a directory that cannot be read is not watched either; opening it anew tells why
        }
    }

    private static void signal(WatchService service, Consumer<WatchKey> onSignal) {
        try {
            while (true) {
                onSignal.accept(service.take());
            }
        } catch (ClosedWatchServiceException e) {
            return; // the way in which close() ends this thread
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What has changed.
     *
     * @param names the files, in order
     * @param overflow some changes were not recorded: the directory must be listed
     * @param lost the directory itself is gone and this watch with it
     */
    record Changes(Set<String> names, boolean overflow, boolean lost) {}

    /** Takes the events of a signal. The next signal comes only after this, so that signals cannot pile up. */
    static Changes changes(WatchKey key) {
        Set<String> names = new TreeSet<>();
        boolean overflow = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
                overflow = true;
            } else {
                names.add(String.valueOf(event.context()));
            }
        }
        return new Changes(names, overflow, !key.reset());
    }

    @Override
    public void close() throws IOException {
        service.close();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
