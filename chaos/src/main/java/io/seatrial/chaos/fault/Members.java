package io.seatrial.chaos.fault;

import io.seatrial.chaos.json.Json;
import java.util.Optional;

/** The members of an object of the JSON form. */
final class Members {

    private final String what;
    private final Attributes all;

    Members(Json json, String what) {
        if (!(json instanceof Json.Obj object)) {
            throw new FaultException(what + " is written as an object, not as " + json.kind());
        }
        this.what = what;
        this.all = Attributes.of(object);
    }

    AttributeReader reader() {
        return new AttributeReader(all);
    }

    Optional<String> text(String name) {
        return member(name).map(value -> {
            if (value instanceof Json.Text text) {
                return text.value();
            }
            throw new FaultException(what + " has a '" + name + "' of the kind " + value.kind() + ": write a string");
        });
    }

    Optional<Long> number(String name) {
        return member(name).map(value -> reader().number(name, 0));
    }

    Attributes object(String name) {
        return member(name)
                .map(value -> {
                    if (value instanceof Json.Obj object) {
                        return Attributes.of(object);
                    }
                    throw new FaultException(
                            what + " has '" + name + "' of the kind " + value.kind() + ": write an object");
                })
                .orElse(Attributes.none());
    }

    private Optional<Json> member(String name) {
        return Optional.ofNullable(all.values().get(name)).filter(value -> !(value instanceof Json.Null));
    }
}
