package io.seatrial.chaos.backend;

import io.seatrial.chaos.probe.DockerDaemon;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Looks for the way to a back end: a variable with a URL, then the program, then Docker. Nothing is started. {@link #WAYS} narrows it, or
 * puts it in another order.
 */
public final class BackendSearch {

    /** The variable that says which ways may be taken, in which order: {@code url,program,docker}. */
    public static final String WAYS = "SEATRIAL_BACKENDS";

    private static final String ALL_WAYS = "url,program,docker";

    /** What brings all back ends, from the root of a checkout. */
    private static final String SETUP = "Run .ci/setup";

    private final BackendKind kind;
    private final Map<String, String> environment;
    private final StringJoiner reasons = new StringJoiner("; ");

    private BackendSearch(BackendKind kind, Map<String, String> environment) {
        this.kind = kind;
        this.environment = environment;
    }

    /** Returns the first way that is there, in an environment. */
    public static Candidate first(BackendKind kind, Map<String, String> environment) {
        return new BackendSearch(kind, environment).first();
    }

    private Candidate first() {
        List<String> unknown = new ArrayList<>();
        for (String way : variable(WAYS).orElse(ALL_WAYS).split(",")) {
            Optional<Candidate> candidate = switch (way) {
                case "url" -> named();
                case "program" -> program();
                case "docker" -> docker();
                default -> {
                    unknown.add(way);
                    yield Optional.empty();
                }
            };
            if (candidate.isPresent()) {
                return candidate.get();
            }
        }
        return unknown.isEmpty()
                ? new Candidate.Nothing(
                        reasons.toString(),
                        SETUP + ", or set " + kind.urlVariables().get(0) + " to the URL of one that runs")
                : new Candidate.Nothing(
                        WAYS + " has '" + String.join("', '", unknown) + "', which is no way to a back end",
                        "Use words of " + ALL_WAYS);
    }

    private Optional<Candidate> named() {
        reasons.add("there is no URL in " + String.join(" or ", kind.urlVariables()));
        return kind.urlVariables().stream()
                .flatMap(name -> variable(name).stream().map(url -> new Candidate.Named(name, url)))
                .<Candidate>map(named -> named)
                .findFirst();
    }

    private Optional<Candidate> program() {
        reasons.add("no program " + kind.program() + " on PATH");
        return new Programs(environment).find(kind.program()).map(Candidate.Program::new);
    }

    private Optional<Candidate> docker() {
        DockerDaemon.Search search = DockerDaemon.find(environment);
        reasons.add(search.reason());
        return search.daemon().map(docker -> {
            String image = variable(kind.imageVariable())
                    .orElseGet(() -> docker.has(kind.localImage()) ? kind.localImage() : kind.publicImage());
            return new Candidate.Image(docker, image, docker.has(image));
        });
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
