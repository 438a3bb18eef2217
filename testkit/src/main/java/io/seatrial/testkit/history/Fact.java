package io.seatrial.testkit.history;

import java.util.Locale;

/**
 * What happened, in a form that checkers can judge. A fact has two spellings: its components, which are stored, and {@link #kind} with
 * {@link #detail}, which are hashed and shown. Numbers of requests, calls and deliveries are unique in a history.
 */
public sealed interface Fact {

    /** Returns what it was, a word. */
    default String kind() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Returns the rest, on one line; the same on every JDK. */
    String detail();

    /**
     * Something that no checker looks at.
     *
     * @param kind what it was, a word
     * @param detail the rest, on one line
     */
    record Note(String kind, String detail) implements Fact {}

    /**
     * The process bound a listener.
     *
     * @param address where
     * @param port the port that it got
     */
    record Bound(String address, int port) implements Fact {
        @Override
        public String detail() {
            return address;
        }
    }

    /**
     * The process was given a server.
     *
     * @param server the name by which other facts speak of it
     * @param port the port that it says it is bound to; 0 if it has no listener of its own
     */
    record Served(String server, int port) implements Fact {
        @Override
        public String detail() {
            return server + " " + port;
        }
    }

    /**
     * The process said which port it publishes.
     *
     * @param mode the transport
     * @param port the port
     */
    record Published(String mode, int port) implements Fact {
        @Override
        public String detail() {
            return mode + " " + port;
        }
    }

    /** What can be asked of a server. */
    enum Action {
        /** To make an endpoint reachable. */
        REGISTER,
        /** To make it unreachable, and to wait for its requests. */
        UNREGISTER,
        /** To stop, and to wait for all requests. */
        CLOSE
    }

    /**
     * Something was asked of a server.
     *
     * @param call the number of the call
     * @param action what
     * @param server the server; empty if all servers of the process are meant
     * @param endpoint the endpoint; empty if all are meant
     */
    record Begun(long call, Action action, String server, String endpoint) implements Fact {
        @Override
        public String detail() {
            return call + " " + action.name().toLowerCase(Locale.ROOT) + " " + server + " " + endpoint;
        }
    }

    /**
     * A call has returned, which its caller has not yet been told.
     *
     * @param call the number of the call
     * @param success whether it succeeded
     * @param left the number of requests that it says it left in flight
     */
    record Returned(long call, boolean success, int left) implements Fact {
        @Override
        public String detail() {
            return call + (success ? " left " + left : " failed");
        }
    }

    /**
     * A handler is about to be given a request.
     *
     * @param delivery the number of the delivery
     * @param server the server with which the handler was registered
     * @param endpoint the endpoint under which it was registered
     */
    record Delivered(long delivery, String server, String endpoint) implements Fact {
        @Override
        public String detail() {
            return delivery + " " + server + " " + endpoint;
        }
    }

    /**
     * A handler has ended its request, which the server has not yet been told.
     *
     * @param delivery the number of the delivery
     */
    record Handled(long delivery) implements Fact {
        @Override
        public String detail() {
            return String.valueOf(delivery);
        }
    }

    /**
     * An engine is about to be given a request. When it has ended it, only the implementation knows.
     *
     * @param server the server with which the engine's worker was registered
     * @param endpoint the endpoint under which it was registered
     * @param request the request's id
     */
    record Generated(String server, String endpoint, String request) implements Fact {
        @Override
        public String detail() {
            return server + " " + endpoint + " " + request;
        }
    }

    /**
     * A caller is about to hand over a request.
     *
     * @param request the number of the request
     * @param to the address
     */
    record Sent(long request, String to) implements Fact {
        @Override
        public String detail() {
            return request + " " + to;
        }
    }

    /**
     * The stream of a request has opened.
     *
     * @param request the number of the request
     */
    record Opened(long request) implements Fact {
        @Override
        public String detail() {
            return String.valueOf(request);
        }
    }

    /**
     * The caller is about to ask for items of a stream.
     *
     * @param request the number of the request
     * @param items how many further ones
     */
    record Asked(long request, long items) implements Fact {
        @Override
        public String detail() {
            return request + " " + items;
        }
    }

    /**
     * The caller was given an item.
     *
     * @param request the number of the request
     */
    record Item(long request) implements Fact {
        @Override
        public String detail() {
            return String.valueOf(request);
        }
    }

    /** How a request can end. */
    enum Ending {
        /** With its acknowledgement, or with the end of its stream. */
        REPLY,
        /** With an error that says what happened: a {@code PlaneException}. */
        TYPED_ERROR,
        /** With any other exception. */
        OTHER_ERROR,
        /** Its caller gave it up. */
        CANCELLED
    }

    /**
     * A request has ended.
     *
     * @param request the number of the request
     * @param ending how
     * @param error the type of the error; empty if there was none
     */
    record Ended(long request, Ending ending, String error) implements Fact {
        @Override
        public String detail() {
            return request + " " + ending.name().toLowerCase(Locale.ROOT) + (error.isEmpty() ? "" : " " + error);
        }
    }

    /** Everything was closed, and whatever was under way should have ended. */
    record Over() implements Fact {
        @Override
        public String detail() {
            return "";
        }
    }
}
