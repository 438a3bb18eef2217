package io.seatrial.runtime.system;

import java.util.concurrent.CompletionStage;

/** What an engine does when somebody calls one of its routes on the system server: load an adapter, go to sleep, wake up. */
@FunctionalInterface
public interface EngineRoute {

    /**
     * Carries out a call. It may block: it runs on a thread made for that.
     *
     * @param json the body, a JSON text; {@code {}} if there was none
     * @return the answer, a JSON text; its failure, or what this throws, is told to the caller by its message
     */
    CompletionStage<byte[]> call(byte[] json);
}
