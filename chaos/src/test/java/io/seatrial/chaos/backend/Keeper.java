package io.seatrial.chaos.backend;

import io.seatrial.testkit.backend.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A JVM of its own that keeps a back end and does not close it: it is ended from outside. */
record Keeper(Process process, URI url) implements AutoCloseable {

    /** Starts one that has started its back end. */
    static Keeper start(String way, String which) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Keeper.class.getName(),
                        way,
                        which)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return new Keeper(process, URI.create(String.valueOf(out.readLine())));
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] ways) throws InterruptedException {
        BackendResolver resolver = BackendResolver.of(BackendKind.NATS, RealBackends.environment(ways[0]));
        Backend backend = ways[1].equals("own")
                ? RealBackends.required(resolver.openOwn())
                : RealBackends.required(resolver.open());
        System.out.println(backend.info().url());
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
    }
}
