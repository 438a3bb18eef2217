package io.seatrial.chaos.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendSearchTest {

    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();

    private Candidate first() {
        return BackendSearch.first(BackendKind.NATS, environment);
    }

    private Path program() throws Exception {
        Path file = Files.writeString(directory.resolve("nats-server"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        environment.put("PATH", "/nowhere:" + directory);
        return file;
    }

    @Test
    void shouldTakeAUrlBeforeAProgram() throws Exception {
        program();
        environment.put("NATS_SERVER", "nats://two:2");
        assertThat(first()).isEqualTo(new Candidate.Named("NATS_SERVER", "nats://two:2"));

        environment.put("SEATRIAL_NATS_URL", "nats://one:1");
        assertThat(first()).isEqualTo(new Candidate.Named("SEATRIAL_NATS_URL", "nats://one:1"));
    }

    @Test
    void shouldTakeAProgramOnPathWhereNoUrlIsSet() throws Exception {
        Path program = program();
        environment.put("SEATRIAL_NATS_URL", "");

        assertThat(first()).isEqualTo(new Candidate.Program(program));
    }

    @Test
    void shouldPassOverWhatCannotBeRun() throws Exception {
        Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rw-r--r--"));
        environment.put(BackendSearch.WAYS, "program");

        assertThat(first()).isNotEqualTo(new Candidate.Program(directory.resolve("nats-server")));
    }

    @Test
    void shouldTakeOnlyTheWaysThatAreAllowed() throws Exception {
        Path program = program();
        environment.put("SEATRIAL_NATS_URL", "nats://one:1");
        environment.put(BackendSearch.WAYS, "program,url");

        assertThat(first()).isEqualTo(new Candidate.Program(program));
    }

    @Test
    void shouldTellWhereItLookedAndWhatHelps() {
        environment.put(BackendSearch.WAYS, "url,docker");
        environment.put("DOCKER_HOST", "unix:///nowhere/docker.sock");

        assertThat(first()).isInstanceOfSatisfying(Candidate.Nothing.class, nothing -> {
            assertThat(nothing.reason())
                    .contains("SEATRIAL_NATS_URL", "NATS_SERVER", "unix:///nowhere/docker.sock")
                    .doesNotContain("nats-server");
            assertThat(nothing.remedy()).contains(".ci/setup", "SEATRIAL_NATS_URL");
        });
    }

    @Test
    void shouldNameAWayThatThereIsNot() {
        environment.put(BackendSearch.WAYS, "url,podman");

        assertThat(first()).isInstanceOfSatisfying(Candidate.Nothing.class, nothing -> {
            assertThat(nothing.reason()).contains(BackendSearch.WAYS, "'podman'");
            assertThat(nothing.remedy()).contains("url,program,docker");
        });
    }
}
