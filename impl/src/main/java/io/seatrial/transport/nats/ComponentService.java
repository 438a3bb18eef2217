package io.seatrial.transport.nats;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.Subscription;
import io.seatrial.transport.nats.ServiceReport.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The NATS service that a component is: it answers the service API for the endpoints that it has at the moment. */
final class ComponentService {

    private final Connection connection;
    private final Dispatcher dispatcher;
    private final ServiceReport report;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Listed> endpoints = new CopyOnWriteArrayList<>();

    private ComponentService(Connection connection, Dispatcher dispatcher, ServiceReport report) {
        this.connection = connection;
        this.dispatcher = dispatcher;
        this.report = report;
    }

    /**
     * Starts to answer.
     *
     * @param dispatcher calls the answers; it is shared by all services of a server
     */
    static ComponentService start(Connection connection, Dispatcher dispatcher, ServiceReport report) {
        ComponentService service = new ComponentService(connection, dispatcher, report);
        service.answer("PING", report::ping);
        service.answer("INFO", () -> report.info(service.endpoints));
        service.answer("STATS", () -> report.stats(service.endpoints));
        return service;
    }

    private void answer(String verb, Supplier<byte[]> text) {
        MessageHandler handler = message -> reply(message, text.get());
        String all = "$SRV." + verb;
        String named = all + "." + report.name();
        for (String subject : List.of(all, named, named + "." + report.id())) {
            subscriptions.add(dispatcher.subscribe(subject, handler));
        }
    }

    private void reply(Message question, byte[] text) {
        String subject = question.getReplyTo();
        if (subject != null && !subject.isEmpty()) {
            connection.publish(subject, text); // what fails here is told as trouble with the connection
        }
    }

    void add(Listed endpoint) {
        endpoints.add(endpoint);
    }

    void remove(Listed endpoint) {
        endpoints.remove(endpoint);
    }

    boolean isIdle() {
        return endpoints.isEmpty();
    }

    /** Answers no more. */
    void stop() {
        subscriptions.forEach(dispatcher::unsubscribe);
    }
}
