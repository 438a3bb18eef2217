package io.seatrial.runtime.health;

/** Whether requests reach a handler, or whether a worker as a whole is fit to get them. */
public enum HealthStatus {
    /** They do. */
    READY("ready"),
    /** They do not, or no longer. */
    NOT_READY("notready");

    private final String label;

    HealthStatus(String label) {
        this.label = label;
    }

    /** Returns the word for it on the health page. */
    public String label() {
        return label;
    }

    static HealthStatus of(boolean ready) {
        return ready ? READY : NOT_READY;
    }
}
