package io.seatrial.chaos.proxy.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which call a method and a path mean. */
final class Routes {

    private static final String NAME = "*";

    private final List<Route> routes = new ArrayList<>();

    /**
     * One route.
     *
     * @param methods the methods it takes; none is any
     * @param path its parts
     */
    private record Route(List<String> methods, List<String> path, Function<Call, CompletionStage<Answer>> carryOut) {}

    /** What a route takes of a call. */
    record Found(List<String> names, Function<Call, CompletionStage<Answer>> carryOut) {}

    /** Adds a route; a part of the path that is {@code *} is a name. */
    void add(String methods, String path, Function<Call, CompletionStage<Answer>> carryOut) {
        List<String> all = methods.isEmpty() ? List.of() : Arrays.asList(methods.split(" "));
        routes.add(new Route(all, parts(path), carryOut));
    }

    /**
     * Finds the route. There is none for a path that nobody knows, or a method that its routes do not take.
     *
     */
    Optional<Found> find(String method, String path) {
        return matching(path)
                .filter(found -> found.methods().isEmpty() || found.methods().contains(method))
                .map(route -> new Found(names(route, parts(path)), route.carryOut()))
                .findFirst();
    }

    boolean knows(String path) {
        return matching(path).findAny().isPresent();
    }

    private Stream<Route> matching(String path) {
        List<String> parts = parts(path);
        return routes.stream().filter(route -> matches(route.path(), parts));
    }

    private static boolean matches(List<String> pattern, List<String> parts) {
        if (pattern.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            boolean fits = pattern.get(i).equals(NAME)
                    ? !parts.get(i).isEmpty()
                    : pattern.get(i).equals(parts.get(i));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static List<String> names(Route route, List<String> parts) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (route.path().get(i).equals(NAME)) {
                names.add(parts.get(i));
            }
        }
        return names;
    }

    private static List<String> parts(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
