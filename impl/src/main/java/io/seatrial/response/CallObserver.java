package io.seatrial.response;

import io.seatrial.plane.PlaneException;
import org.jspecify.annotations.Nullable;

/**
 * Hears how a request fares, for whoever chose its instance: of an item or a failure always before the caller does, and not of what the
 * caller does itself. Called on the threads of the request; must not block or throw.
 */
public interface CallObserver {

    /** Does not care. */
    CallObserver NONE = new CallObserver() {
        @Override
        public @Nullable PlaneException registered() {
            return null;
        }

        @Override
        public void item(ResponseItem item) {}

        @Override
        public void failed(Throwable failure) {}
    };

    /**
     * The request is registered: from now on {@link ResponseServer#failInstance} fails it. It has not been sent yet.
     *
     * @return why it shall not be sent after all, or {@code null} if it shall
     */
    @Nullable
    PlaneException registered();

    /** An item came. */
    void item(ResponseItem item);

    /** There will be no answer, or no more of it. */
    void failed(Throwable failure);
}
