package io.seatrial.testkit.catalog;

import java.io.Serial;

/** A catalogue that cannot be used; the message names the case or rule and what is wrong with it. */
public final class CatalogError extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    CatalogError(String message) {
        super(message);
    }
}
