package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamItem;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a router makes of errors that an instance sends within its answer. */
public final class ErrorItemCases {

    /** Creates the cases of one trial. */
    public ErrorItemCases() {}

    /** Sends errors that speak against the worker, on their own and as causes of others. */
    @Case(rule = "ROUTE-28")
    public void shouldPassOverAWorkerThatSaysThatItFailed(Trial trial) {
        for (String error : List.of(
                error("\"Disconnected\"", ""),
                error("\"CannotConnect\"", ""),
                error("\"ConnectionTimeout\"", ""),
                error("{\"Backend\":\"EngineShutdown\"}", ""),
                error("\"Unknown\"", ",\"caused_by\":" + error("{\"Backend\":\"EngineShutdown\"}", "")))) {
            Fleet fleet = answeringWith(trial, error);
            PlaneRouter router = fleet.router(RouterSetup.DEFAULT, InhibitionCases.INHIBITED, "600");
            expectDelivered(trial, router);
            trial.mustHappen(
                    "the instance that sent " + error + " to be passed over",
                    () -> router.available().isEmpty());
            trial.await("close of the router", router.close());
        }
    }

    /** Sends errors that speak against the request. */
    @Case(rule = "ROUTE-29")
    public void shouldKeepAWorkerThatRefuses(Trial trial) {
        for (String error : List.of(error("\"InvalidArgument\"", ""), error("\"Unknown\"", ""))) {
            Fleet fleet = answeringWith(trial, error);
            PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
            expectDelivered(trial, router);
            expect("instances that may be chosen after " + error, List.of(1L), router.available());
            trial.await("close of the router", router.close());
        }
    }

    private static String error(String type, String more) {
        return "{\"error_type\":" + type + ",\"message\":\"what happened\"" + more + "}";
    }

    private static Fleet answeringWith(Trial trial, String error) {
        Fleet fleet = new Fleet(trial);
        String item = "{\"event\":\"error\",\"error\":" + error + "}";
        fleet.serve(1, (json, context) -> CompletableFuture.completedFuture(Items.of(List.of(item))));
        return fleet;
    }

    private static void expectDelivered(Trial trial, PlaneRouter router) {
        List<StreamItem> items = trial.subscribe(
                        trial.await("the stream", router.call("req", "{}").opened()))
                .drain();
        expect("items", 1, items.size());
        expect("whether the item is an error", true, items.get(0).isError());
    }
}
