package io.seatrial.testkit.backend;

import java.util.Objects;
import java.util.Optional;

/**
 * What came of looking for a back end.
 *
 * @param <B> the kind that was looked for
 */
public sealed interface Resolution<B extends Backend> {

    /**
     * There is one.
     *
     * @param backend the back end; belongs to who asked, and is to be closed
     */
    record Found<B extends Backend>(B backend) implements Resolution<B> {
        /** Creates the answer. */
        public Found {
            Objects.requireNonNull(backend, "backend");
        }
    }

    /**
     * There is none.
     *
     * @param name what was looked for, {@code nats}
     * @param reason why there is none: where was looked and what was there
     * @param remedy what helps, as a command if there is one
     */
    record Missing<B extends Backend>(String name, String reason, String remedy) implements Resolution<B> {
        /** Creates the answer. */
        public Missing {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(remedy, "remedy");
        }

        /** Returns all of it in one line. */
        public String shown() {
            return "no back end '" + name + "': " + reason + ". " + remedy;
        }
    }

    /** Returns the back end, if there is one. */
    default Optional<B> found() {
        return this instanceof Found<B> found ? Optional.of(found.backend()) : Optional.empty();
    }

    /** Returns why there is none, and what helps, if that is so. */
    default Optional<String> obstacle() {
        return this instanceof Missing<B> missing ? Optional.of(missing.shown()) : Optional.empty();
    }
}
