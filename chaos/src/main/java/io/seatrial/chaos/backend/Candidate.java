package io.seatrial.chaos.backend;

import io.seatrial.chaos.probe.DockerDaemon;
import java.nio.file.Path;

/** The way that is taken to a back end: the first of URL, program and Docker that is there. Nothing has been started or fetched for it. */
public sealed interface Candidate {

    /**
     * One that runs.
     *
     * @param variable the variable that names it
     * @param url its URL, which nobody has looked at yet
     */
    record Named(String variable, String url) implements Candidate {}

    /**
     * A program to start.
     *
     * @param file the program
     */
    record Program(Path file) implements Candidate {}

    /**
     * A container to start.
     *
     * @param docker the daemon that answers
     * @param image the name of the image
     * @param present whether the image is there; if not, it is fetched when first needed
     */
    record Image(DockerDaemon docker, String image, boolean present) implements Candidate {}

    /**
     * No way at all.
     *
     * @param reason where was looked, and what was there
     * @param remedy the one command that helps
     */
    record Nothing(String reason, String remedy) implements Candidate {}
}
