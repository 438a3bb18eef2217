package io.seatrial.testkit.backend;

import java.util.Objects;

/**
 * Which back end was taken.
 *
 * @param name what it is, {@code nats}
 * @param origin how it was had, {@code program /usr/sbin/nats-server}
 * @param version as it says itself
 * @param url where it is reached; may hold credentials, so it is for programs, and {@link #shown} is for people
 */
public record BackendInfo(String name, String origin, String version, String url) {

    /** Creates a description. */
    public BackendInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(url, "url");
    }

    /** Returns the same, reached at another URL. */
    public BackendInfo at(String other) {
        return new BackendInfo(name, origin, version, other);
    }

    /** Returns the URL without credentials. */
    public String address() {
        int scheme = url.indexOf("//") + 2;
        return url.substring(0, scheme) + url.substring(Math.max(scheme, url.lastIndexOf('@') + 1));
    }

    /** Returns all of it in one line, without credentials. */
    public String shown() {
        return name + " " + version + " at " + address() + " (" + origin + ")";
    }

    /** As {@link #shown}: a record's own form would write the credentials into logs. */
    @Override
    public String toString() {
        return shown();
    }
}
