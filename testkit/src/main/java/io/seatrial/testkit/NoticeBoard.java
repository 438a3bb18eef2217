package io.seatrial.testkit;

import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.Notices;
import io.seatrial.testkit.history.History;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the notices of one process and writes them into the history. */
final class NoticeBoard implements Notices {

    private final String actor;
    private final History history;
    private final List<Notice> notices = new CopyOnWriteArrayList<>();

    NoticeBoard(String actor, History history) {
        this.actor = actor;
        this.history = history;
    }

    @Override
    public void publish(Notice notice) {
        notices.add(notice);
        history.record(actor, "notice", notice.level() + " " + notice);
    }

    List<Notice> all() {
        return List.copyOf(notices);
    }
}
