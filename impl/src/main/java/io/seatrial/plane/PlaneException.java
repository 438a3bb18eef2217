package io.seatrial.plane;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What can go wrong on a request plane, one type each, so that a caller can tell whether to retry, to choose another worker, or to
 * give up (design.md, decision 5). Messages keep the texts of Dynamo 1.0.x where those are observable.
 */
public abstract sealed class PlaneException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private PlaneException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Returns the wire name of the type, as in {@code DynamoError.error_type}; {@code Unknown} where the model has none. */
    public String wireType() {
        return "Unknown";
    }

    /** Returns whether the instance should be passed over for a while (dynamo-tcp.md 3.6). */
    public boolean inhibitsInstance() {
        return false;
    }

    /** The peer could not be reached, or the connection failed before the acknowledgement. */
    public static final class CannotConnect extends PlaneException {
        /** Creates the error. */
        public CannotConnect(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String wireType() {
            return "CannotConnect";
        }

        @Override
        public boolean inhibitsInstance() {
            return true;
        }
    }

    /** No connection was established within the connect time-out. */
    public static final class ConnectTimeout extends PlaneException {
        /** Creates the error. */
        public ConnectTimeout(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String wireType() {
            return "ConnectionTimeout";
        }

        @Override
        public boolean inhibitsInstance() {
            return true;
        }
    }

    /** No acknowledgement came within the request time-out. The request may have been run all the same. */
    public static final class RequestTimeout extends PlaneException {
        /** Creates the error. */
        public RequestTimeout(String message) {
            super(message, null);
        }

        @Override
        public String wireType() {
            return "CannotConnect";
        }

        @Override
        public boolean inhibitsInstance() {
            return true;
        }
    }

    /** A response stream ended before its final marker. */
    public static final class Disconnected extends PlaneException {
        /** Creates the error. */
        public Disconnected(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String wireType() {
            return "Disconnected";
        }

        @Override
        public boolean inhibitsInstance() {
            return true;
        }
    }

    /** The request was acknowledged, but the answer did not begin, or did not go on, within its bound. */
    public static final class ResponseTimeout extends PlaneException {
        /** Creates the error. */
        public ResponseTimeout(String message) {
            super(message, null);
        }

        @Override
        public String wireType() {
            return "ResponseTimeout";
        }

        @Override
        public boolean inhibitsInstance() {
            return true;
        }
    }

    /** The server has no handler under the address. */
    public static final class UnknownEndpoint extends PlaneException {
        /** Creates the error. */
        public UnknownEndpoint(String message) {
            super(message, null);
        }
    }

    /** Discovery knows no instance of the endpoint. A later try may find one. */
    public static final class NoInstances extends PlaneException {
        /** Creates the error. */
        public NoInstances(String message) {
            super(message, null);
        }
    }

    /** The discovery store could not be read or written; the message names the store, the entry and what to check. */
    public static final class DiscoveryFailed extends PlaneException {
        /** Creates the error. */
        public DiscoveryFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The server, or this client, has no room for the request now. */
    public static final class Overloaded extends PlaneException {
        /** Creates the error. */
        public Overloaded(String message) {
            super(message, null);
        }

        @Override
        public String wireType() {
            return "ResourceExhausted";
        }
    }

    /** The request, or an answer, is larger than the limit in force. A retry cannot help. */
    public static final class PayloadTooLarge extends PlaneException {
        /** Creates the error. */
        public PayloadTooLarge(String message) {
            super(message, null);
        }

        @Override
        public String wireType() {
            return "InvalidArgument";
        }
    }

    /** The request cannot be sent as it is: no path, or a field over its limit. A retry cannot help. */
    public static final class InvalidRequest extends PlaneException {
        /** Creates the error. */
        public InvalidRequest(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        public String wireType() {
            return "InvalidArgument";
        }
    }

    /** The address belongs to another plane than the client's. */
    public static final class PlaneMismatch extends PlaneException {
        /** Creates the error. */
        public PlaneMismatch(String message) {
            super(message, null);
        }
    }

    /** The peer broke the protocol. */
    public static final class ProtocolError extends PlaneException {
        /** Creates the error. */
        public ProtocolError(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * A failure without a type of its own on the wire: what a remote engine says of itself, and in the {@code dynamo-1.0} profile
     * what 1.0.x leaves untyped. It neither inhibits the instance nor invites a retry.
     */
    public static final class Untyped extends PlaneException {
        /** Creates the error. */
        public Untyped(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** A value of the configuration cannot be used; the message names it and the remedy. */
    public static final class ConfigurationError extends PlaneException {
        /** Creates the error. */
        public ConfigurationError(String message) {
            super(message, null);
        }

        /** Creates the error with its cause. */
        public ConfigurationError(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The listener could not be bound; the cause is the I/O error and the message is its text. */
    public static final class BindFailed extends PlaneException {
        /** Creates the error. */
        public BindFailed(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The identity is registered already. */
    public static final class DuplicateEndpoint extends PlaneException {
        /** Creates the error. */
        public DuplicateEndpoint(String message) {
            super(message, null);
        }
    }

    /** The server, client or scope was closed. */
    public static final class Closed extends PlaneException {
        /** Creates the error. */
        public Closed(String message) {
            super(message, null);
        }
    }
}
