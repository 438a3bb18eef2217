package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.done;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.response.ResponseStream;
import io.seatrial.runtime.ShutdownReport.Phase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What tests of a worker's way down share. */
abstract class ShutdownFixture {

    static final CompletionStage<Void> NEVER = new CompletableFuture<>();

    static boolean isRefused(WorkerUnderTest test, InstanceAddress address) {
        byte[] acknowledgement = test.send(address, new byte[0])
                .exceptionally(failure -> new byte[] {1})
                .join();
        return acknowledgement.length > 0;
    }

    static CompletableFuture<List<String>> begin(WorkerUnderTest test, Endpoint endpoint, HeldEngine engine) {
        ResponseStream stream = done(test.call(endpoint.address()));
        CompletableFuture<List<String>> answer = Answers.collect(stream).toCompletableFuture();
        done(engine.began);
        return answer;
    }

    static Phase phase(ShutdownReport report, ShutdownPhase phase) {
        return report.phases().stream()
                .filter(each -> each.phase() == phase)
                .findFirst()
                .orElseThrow();
    }
}
