package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.done;

import io.seatrial.plane.Profile;
import io.seatrial.settings.SystemSettings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A worker with a system server, and somebody who looks at its pages. */
abstract class SystemServerFixture {

    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    static WorkerUnderTest served(Profile profile) {
        return WorkerUnderTest.of(profile).with(SystemSettings.PORT, 0);
    }

    static InetSocketAddress address(WorkerUnderTest test) {
        return done(test.worker().systemServer()).orElseThrow().address();
    }

    HttpResponse<String> ask(WorkerUnderTest test, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + address(test).getPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(60))
                .build();
        return done(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }

    HttpResponse<String> get(WorkerUnderTest test, String path) {
        return ask(test, "GET", path, "");
    }
}
