package io.seatrial.nats;

import io.nats.client.Options;
import io.nats.client.impl.SocketDataPortWithWriteTimeout;
import java.io.IOException;

/**
 * A socket of the client library that its link knows of. A connection that is closed while the library connects again forgets the socket
 * which it has just opened, and whose timer could not be started any more; the link closes it. Public only because the library makes it by its name.
 */
public final class LinkSocket extends SocketDataPortWithWriteTimeout {

    /** Creates a socket that is not connected, for the library. */
    public LinkSocket() {}

    @Override
    public void afterConstruct(Options options) {
        super.afterConstruct(options);
        if (options.getConnectionListener() instanceof LinkEvents events) {
            events.opens(this);
        }
    }

    /** Closes the socket if it was connected and the library has not done so. */
    void closeIfOpen() {
        if (socket != null && !socket.isClosed()) {
            try {
                socket.close(); // not through the library, which expects that its timer was started as well
            } catch (IOException e) {
                // As good as closed: what could not be flushed had nobody to read it.
            }
        }
    }
}
