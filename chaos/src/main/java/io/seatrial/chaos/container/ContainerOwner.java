package io.seatrial.chaos.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who a container belongs to, as labels: by them is found what a JVM left behind that was killed before it could clean up.
 *
 * @param machine the machine's name
 * @param pid the JVM's process id
 * @param started when that process started, since ids are used again
 */
record ContainerOwner(String machine, long pid, String started) {

    private static final String MACHINE = "io.seatrial.owner.machine";
    private static final String PID = "io.seatrial.owner.pid";
    private static final String STARTED = "io.seatrial.owner.started";

    /** Returns this JVM. */
    static ContainerOwner self() {
        ProcessHandle self = ProcessHandle.current();
        return new ContainerOwner(MachineName.get(), self.pid(), startOf(self));
    }

    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("");
    }

    Map<String, String> labels() {
        return Map.of(MACHINE, machine, PID, Long.toString(pid), STARTED, started);
    }

    /** Removes the containers of JVMs of this machine that are gone. What cannot be removed is left to the next start. */
    void removeAbandoned(DockerClient docker) {
        List<Container> ours = docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(MACHINE, machine))
                .exec();
        for (Container container : ours) {
            if (isAbandoned(container.getLabels())) {
                try {
                    docker.removeContainerCmd(container.getId())
                            .withForce(true)
                            .withRemoveVolumes(true)
                            .exec();
                } catch (DockerException e) {
                    continue; // somebody else removes it at this moment
                }
            }
        }
    }

    static boolean isAbandoned(Map<String, String> labels) {
        String pid = labels.getOrDefault(PID, "");
        if (!pid.matches("\\d{1,18}")) {
            return false;
        }
        Optional<ProcessHandle> alive = ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
        return alive.isEmpty() || !startOf(alive.get()).equals(labels.getOrDefault(STARTED, ""));
    }
}
