package io.seatrial.scenarios.outage;

import static java.net.http.HttpResponse.BodyHandlers.ofString;

import io.seatrial.chaos.process.WorkerProcess;
import io.seatrial.scenarios.cli.SeatrialProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code seatrial serve} in a process of its own, with what it tells of itself over HTTP. What is asked is asked of its latest run. */
final class ServingProcess implements AutoCloseable {

    private static final Duration CEILING = Duration.ofSeconds(120);
    private static final Pattern LINE = Pattern.compile("serving seat/demo instance ([0-9a-f]+) on \\w+ (\\S+)");
    private static final Pattern PAGE = Pattern.compile("health and metrics at (\\S+)");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final SeatrialProcess process;

    private ServingProcess(SeatrialProcess process) {
        this.process = process;
    }

    /** Starts one, and does not wait for it. */
    static ServingProcess start(MeetingPoint where, String... more) throws IOException {
        String[] options =
                Stream.concat(Stream.of("--system-port", "0"), Stream.of(more)).toArray(String[]::new);
        return new ServingProcess(SeatrialProcess.start(where.command("serve", options)));
    }

    /** Waits until it can be reached, and returns its instance id. */
    long instance() {
        return Long.parseUnsignedLong(instanceHex(), 16);
    }

    String instanceHex() {
        return said().group(1);
    }

    /** Waits until it can be reached, and returns where. */
    String place() {
        return said().group(2);
    }

    private Matcher said() {
        return found(LINE, process.awaitLine(CEILING));
    }

    private static Matcher found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no '" + pattern + "' in: " + text);
        }
        return matcher;
    }

    /** Returns how many requests to an endpoint have reached it. */
    int requests(String endpoint) {
        return measured("dynamo_component_requests_total", endpoint);
    }

    /** Returns how many requests to an endpoint it has not ended yet. */
    int inFlight(String endpoint) {
        return measured("dynamo_component_inflight_requests", endpoint);
    }

    private int measured(String meter, String endpoint) {
        String sample = "(?m)^" + meter + "\\{[^}]*dynamo_endpoint=\"" + endpoint + "\"[^}]*} (\\S+)$";
        return (int) Double.parseDouble(
                found(Pattern.compile(sample), page("/metrics")).group(1));
    }

    private String page(String path) {
        said(); // it tells the place of the page before
        URI place = URI.create(found(PAGE, process.errors()).group(1) + path);
        try {
            return HTTP.send(HttpRequest.newBuilder(place).timeout(CEILING).build(), ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError("the page of a worker that says: " + process.errors(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    SeatrialProcess process() {
        return process;
    }

    /** Returns the process itself, for what can be done to it: it may be another run of it later. */
    WorkerProcess worker() {
        return process.worker();
    }

    @Override
    public void close() {
        process.close();
    }
}
