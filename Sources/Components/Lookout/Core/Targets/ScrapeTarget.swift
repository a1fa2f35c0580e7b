import LookoutAPI

/// A component that is asked for its metrics each second, and what is known of its answers.
struct ScrapeTarget: Sendable {
    var announcement: Announcement
    var announcedAt: Int64
    var isAsked = false
    var isUp = false
    var fault = ""
    var lastScrape: Int64 = 0
    var lastSeconds = 0.0
    /// The last sample time at which this launch answered, when it did so the last time: a counter
    /// that is new after it was 0 then.
    var countedAt: Int64?
    var book = ScrapeBook()

    var state: LookoutState.Target {
        LookoutState.Target(
            instance: announcement.instance, component: announcement.component,
            app: announcement.app, address: announcement.address, up: isUp,
            samples: book.current, fault: fault)
    }

    /// The labels that every series of it gets.
    var labels: [(String, String)] {
        [
            ("instance", announcement.instance), ("component", announcement.component),
            ("job", "workshop"),
        ]
    }
}
