package example.grpc;

import io.grpc.Status;
import io.seatrial.plane.PlaneException;

/** What gRPC says of a failure, and what a request plane says of it. */
final class Statuses {

    private Statuses() {}

    static Status unknownEndpoint(String path) {
        return Status.NOT_FOUND.withDescription("Unknown endpoint: " + path);
    }

    /** Returns the status of a request that its engine refuses: the caller shall read why. */
    static Status refused(Throwable reason) {
        return Status.FAILED_PRECONDITION.withDescription(reason.getMessage());
    }

    static Status brokenOff(Throwable reason) {
        return Status.ABORTED.withDescription("the engine broke off: " + reason.getMessage());
    }

    static PlaneException toException(Status status) {
        String text = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        return switch (status.getCode()) {
            case NOT_FOUND -> new PlaneException.UnknownEndpoint(text);
            case UNAVAILABLE -> new PlaneException.CannotConnect(text, status.getCause());
            case DEADLINE_EXCEEDED -> new PlaneException.RequestTimeout(text);
            case RESOURCE_EXHAUSTED -> new PlaneException.PayloadTooLarge(text);
            case CANCELLED -> new PlaneException.Closed(text);
            default -> new PlaneException.Untyped(text, status.getCause());
        };
    }
}
