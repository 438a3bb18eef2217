package io.seatrial.routing;

/** How a router chooses among the instances of an endpoint (dynamo-manager.md 5.6). */
public enum RoutingMode {
    /** One after the other, in the order of their unsigned ids. */
    ROUND_ROBIN,

    /** Any of them, each as likely as the next. */
    RANDOM,

    /** Whom the caller names; a call that names nobody is an error. */
    DIRECT
}
