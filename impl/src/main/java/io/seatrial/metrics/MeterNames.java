package io.seatrial.metrics;

/** The names and labels of the meters: Dynamo's where it has one (dynamo-manager.md 5.10, dynamo-tcp.md 2.5). */
public final class MeterNames {

    /** The label of an endpoint's namespace. */
    public static final String NAMESPACE = "dynamo_namespace";

    /** The label of an endpoint's component. */
    public static final String COMPONENT = "dynamo_component";

    /** The label of an endpoint's bare name. */
    public static final String ENDPOINT = "dynamo_endpoint";

    /** The label of an error's kind. */
    public static final String ERROR_TYPE = "error_type";

    /** The kind of an error: a request larger than the NATS server takes. */
    static final String MAX_PAYLOAD_EXCEEDED = "max_payload_exceeded";

    /** The kind of every other error of a NATS client. */
    static final String OTHER = "other";

    static final String REQUESTS = "dynamo_component_requests_total";
    static final String DURATION = "dynamo_component_request_duration_seconds";
    static final String IN_FLIGHT = "dynamo_component_inflight_requests";
    static final String REQUEST_BYTES = "dynamo_component_request_bytes_total";
    static final String RESPONSE_BYTES = "dynamo_component_response_bytes_total";
    static final String ERRORS = "dynamo_component_errors_total";
    static final String UPTIME = "dynamo_component_uptime_seconds";

    static final String POOL = "dynamo_work_handler_";

    private static final String TRANSPORT = "dynamo_transport_";

    private MeterNames() {}

    /** Returns the name of a transport's meter. */
    static String ofTransport(String transport, String what) {
        return TRANSPORT + transport + "_" + what;
    }
}
