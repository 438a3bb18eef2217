package io.seatrial.scenarios.adapter;

import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.PlanesUnderTest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which plane is put to the trial, and where it is found. */
public final class AdapterOptions {

    private static final String REFERENCE = "reference";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--adapter",
            paramLabel = "NAME|CLASS",
            defaultValue = REFERENCE,
            description =
                    "The plane to put to the trial, by the name that it gives itself or by its class. Default: ${DEFAULT-VALUE}.")
    private String adapter;

    @Option(
            names = "--adapter-path",
            paramLabel = "JAR[:JAR]",
            description = "Where the adapter and all that it needs are found: jars, or directories of classes.")
    private @Nullable String path;

    /** Creates the options, for the command line. */
    public AdapterOptions() {}

    /**
     * Opens the class path of the adapter, which must stay open as long as the plane is used.
     *
     * @throws ParameterException if an entry cannot be used
     */
    public AdapterPath open() {
        try {
            return AdapterPath.open(path);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--adapter-path " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Finds the plane.
     *
     * @throws ParameterException if there is none, or it cannot be used
     */
    public PlaneUnderTest find(AdapterPath classPath) {
        try {
            return PlanesUnderTest.find(adapter, classPath.loader());
        } catch (IllegalArgumentException e) {
            String hint = path == null ? ". See --adapter-path" : "";
            throw new ParameterException(spec.commandLine(), "--adapter " + adapter + ": " + e.getMessage() + hint, e);
        }
    }

    /** Returns the options as a shell takes them, each behind a blank; nothing for the reference, which needs none. */
    public String words() {
        String named = adapter.equals(REFERENCE) ? "" : " --adapter " + ShellWord.of(adapter);
        return path == null ? named : named + " --adapter-path " + ShellWord.of(path);
    }
}
