package io.seatrial.discovery;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** What a look at one file of the store shows. */
sealed interface Reading {

    /** An instance whose owner renews it. */
    record Live(Instance instance, Stamp stamp) implements Reading {}

    /** No file, one that is still being written under a temporary name, or an instance whose owner no longer renews it. */
    record Gone() implements Reading {}

    /**
     * It cannot be told now, so what was known stays: the file is being written in place, or the system failed.
     *
     * @param trouble what failed; null if the file is only not finished yet
     */
    record Unclear(@Nullable String trouble) implements Reading {}

    /** Something that does not belong there. */
    record Foreign(String reason, String remedy) implements Reading {}

    /** By what a file that has not changed is known again. */
    record Stamp(@Nullable Object fileKey, FileTime modified, long size) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
        }
    }
}
