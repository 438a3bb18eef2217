package io.seatrial.testkit.backend;

/** Finds or starts back ends of one name. Found by {@link java.util.ServiceLoader}; needs a public constructor without arguments. */
public interface BackendProvider {

    /** Returns the name by which planes and cases ask for it. */
    String name();

    /** Finds one, or starts one, to be shared by whoever needs it in a run. What is missing is a value; it throws nothing for that. */
    Resolution<? extends Backend> open();

    /** Starts one for one user alone. Missing, with the reason, where there is only one that belongs to somebody else. */
    Resolution<OwnBackend> openOwn();
}
