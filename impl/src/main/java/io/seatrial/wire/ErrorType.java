package io.seatrial.wire;

import io.seatrial.plane.Profile;

/** The kinds of error that Dynamo 1.0.x knows on the wire (dynamo-tcp.md 1.5). */
public enum ErrorType {
    /** Any other. */
    UNKNOWN("Unknown", false),
    /** The request cannot be served as it is. */
    INVALID_ARGUMENT("InvalidArgument", false),
    /** The worker could not be reached. */
    CANNOT_CONNECT("CannotConnect", false),
    /** The stream broke off. */
    DISCONNECTED("Disconnected", false),
    /** A connection was not established in time. */
    CONNECTION_TIMEOUT("ConnectionTimeout", false),
    /** The worker's engine shut down. */
    ENGINE_SHUTDOWN("EngineShutdown", true);

    private static final String BACKEND = "Backend";

    private final String name;
    private final boolean backend;

    ErrorType(String name, boolean backend) {
        this.name = name;
        this.backend = backend;
    }

    /** Returns the name as people read it: {@code CannotConnect}, {@code Backend.EngineShutdown}. */
    public String display() {
        return backend ? BACKEND + "." + name : name;
    }

    /** Returns the type with a display name, {@link #UNKNOWN} if there is none: only what the oldest peer knows is sent. */
    public static ErrorType ofDisplay(String display) {
        for (ErrorType type : values()) {
            if (type.display().equals(display)) {
                return type;
            }
        }
        return UNKNOWN;
    }

    void write(JsonWriter out) {
        if (backend) {
            out.beginObject().key(BACKEND).string(name).endObject();
        } else {
            out.string(name);
        }
    }

    /** Reads a type. One that 1.0.x does not know is an error there; later versions, and so the reference profile, read it as unknown. */
    static ErrorType read(JsonReader in, Profile profile) {
        if (!in.isObject()) {
            return find(in.readString(), false, profile);
        }
        String variant = in.nextKey();
        if (variant == null) {
            throw in.fail("expected an error type");
        }
        ErrorType type;
        if (variant.equals(BACKEND)) {
            type = find(in.readString(), true, profile);
        } else {
            in.skipValue();
            type = find(variant, true, profile);
        }
        if (in.nextKey() != null) {
            throw in.fail("more than one error type");
        }
        return type;
    }

    private static ErrorType find(String name, boolean backend, Profile profile) {
        for (ErrorType type : values()) {
            if (type.backend == backend && type.name.equals(name)) {
                return type;
            }
        }
        if (profile.isReference()) {
            return UNKNOWN;
        }
        throw WireException.malformed("unknown error_type \"" + name + "\"");
    }
}
