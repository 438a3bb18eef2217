package io.seatrial.scenarios.conform;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.run.Selection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which part of the catalogue a user wants. Each option takes a list, separated by commas. */
final class SelectionOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--transport",
            paramLabel = "MODE",
            split = ",",
            description =
                    "Only these request planes: tcp, http, nats. Default: all that the plane under test has. Cases on nats need a NATS server, see seatrial doctor; they run on loopback and proxied only.")
    private List<String> transports = List.of();

    @Option(
            names = "--network",
            paramLabel = "NETWORK",
            split = ",",
            defaultValue = "loopback,simulated",
            description =
                    "loopback: real sockets; simulated: virtual time, from the seed; proxied: real sockets through proxies without faults, see --engine. Default: ${DEFAULT-VALUE}.")
    private List<String> networks;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            split = ",",
            defaultValue = "reference",
            description = "reference, dynamo-1.0. Default: ${DEFAULT-VALUE}.")
    private List<String> profiles;

    @Option(
            names = "--rules",
            paramLabel = "GLOB",
            split = ",",
            defaultValue = "*",
            description = "Only rules whose id matches, as 'SHARED-*'. Default: all.")
    private List<String> rules;

    @Option(names = "--exclude", paramLabel = "GLOB", split = ",", description = "No rules whose id matches.")
    private List<String> exclude = List.of();

    /**
     * Returns what is selected.
     *
     * @param all the transports to take if none is named
     * @throws ParameterException if a word is not understood, with those that are, or if a pattern matches no rule
     */
    Selection selection(CaseCatalog catalog, Set<PlaneMode> all) {
        Selection selection = new Selection(
                rules,
                exclude,
                parsed("--profile", profiles, Profile::parse),
                parsed("--network", networks, NetworkKind::parse),
                transports.isEmpty() ? all : parsed("--transport", transports, PlaneMode::parse));
        List<String> unknown = selection.unknownPatterns(catalog.rules());
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "No rule matches " + String.join(", ", unknown) + ". See: seatrial list");
        }
        return selection;
    }

    private <T> Set<T> parsed(String option, List<String> words, Function<String, T> parse) {
        Set<T> values = new LinkedHashSet<>();
        for (String word : words) {
            try {
                values.add(parse.apply(word));
            } catch (IllegalArgumentException | PlaneException.ConfigurationError e) {
                throw new ParameterException(spec.commandLine(), option + " " + word + ": " + e.getMessage(), e);
            }
        }
        return values;
    }
}
