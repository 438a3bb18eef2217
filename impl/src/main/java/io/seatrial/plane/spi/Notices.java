package io.seatrial.plane.spi;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Where notices go. Implementations must be safe for many threads and must not block or throw. */
@FunctionalInterface
public interface Notices {

    /** Takes one notice. */
    void publish(Notice notice);

    /** Publishes a notice at INFO. */
    default void info(String message, Object... namesAndValues) {
        publish(Notice.of(Level.INFO, message, namesAndValues));
    }

    /** Publishes a notice at WARN. */
    default void warn(String message, Object... namesAndValues) {
        publish(Notice.of(Level.WARN, message, namesAndValues));
    }

    /** Publishes a notice at ERROR. */
    default void error(String message, Object... namesAndValues) {
        publish(Notice.of(Level.ERROR, message, namesAndValues));
    }

    /** Returns a sink that publishes here first and then there. */
    default Notices and(Notices next) {
        return notice -> {
            publish(notice);
            next.publish(notice);
        };
    }

    /** Returns a sink that writes to the log of the name {@code io.seatrial}. */
    static Notices log() {
        Logger logger = LoggerFactory.getLogger("io.seatrial");
        return notice -> logger.atLevel(notice.level()).log("{}", notice);
    }
}
