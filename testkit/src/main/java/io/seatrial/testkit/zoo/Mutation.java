package io.seatrial.testkit.zoo;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.spi.ManagerSetup;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneProcess;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;

/**
 * What a mutant does otherwise than the plane from which it is made. One is made for each process, so it may hold the state of a process.
 * Each method gets a part and returns what takes its place; what is not overridden stays as it is.
 */
public abstract class Mutation {

    /** Creates a mutation that changes nothing. */
    protected Mutation() {}

    /** Changes what the process is handed. */
    protected ProcessSetup setup(ProcessSetup setup) {
        return setup;
    }

    /** Changes a process. */
    protected PlaneProcess process(PlaneProcess process) {
        return process;
    }

    /** Changes what a manager, or a worker, is made from. */
    protected ManagerSetup setup(ManagerSetup setup) {
        return setup;
    }

    /** Changes a manager. */
    protected PlaneManager manager(PlaneManager manager) {
        return manager;
    }

    /** Changes the server of a process. Called once for each that the plane gives. */
    protected RequestPlaneServer server(RequestPlaneServer server) {
        return server;
    }

    /** Changes a handler that is registered. */
    protected RequestHandler handler(EndpointId id, RequestHandler handler) {
        return handler;
    }

    /** Changes a client. */
    protected RequestPlaneClient client(RequestPlaneClient client) {
        return client;
    }

    /** Changes the caller's side of response streams. */
    protected StreamCaller caller(StreamCaller caller) {
        return caller;
    }

    /** Changes the engine that a worker is handed. */
    protected StreamEngine engine(StreamEngine engine) {
        return engine;
    }

    /** Changes the store that a router or a worker is handed. */
    protected Discovery store(Discovery store) {
        return store;
    }

    /** Changes what a router is made from. */
    protected RouterSetup setup(RouterSetup setup) {
        return setup;
    }

    /** Changes a router. */
    protected PlaneRouter router(PlaneRouter router) {
        return router;
    }

    /** Changes a worker. */
    protected PlaneRuntime runtime(PlaneRuntime runtime) {
        return runtime;
    }
}
