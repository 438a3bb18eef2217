package io.seatrial.routing;

import io.seatrial.response.CallRequest;
import io.seatrial.response.ResponseItem;
import java.util.List;

/** Says how an answer that broke off is continued by another instance: only the application knows what its items mean. */
@FunctionalInterface
public interface Continuation {

    /**
     * Returns the request whose answer is what is still missing, e.g. the prompt with the tokens that came appended and as many fewer asked
     * for. It is sent under the id, the headers and the context of the original. Called on an event loop; must not block. If it throws, the
     * request fails as if there were no continuation.
     *
     * @param original the request as the caller made it
     * @param received the items that the caller was given, from all instances so far, at least one
     * @return a JSON text of at least one byte
     */
    byte[] followUp(CallRequest original, List<ResponseItem> received);
}
