import HomeFiles
import Testing

@Suite struct HomeLayoutTests {
    private func layout(
        home: String? = nil, _ environment: [String: String], from folder: String = "/work"
    ) -> HomeLayout {
        HomeLayout(
            home: home, environment: environment, userID: 1000, workingDirectory: folder)
    }

    @Test func `without settings everything follows the base directories of the person`() {
        let found = layout(["HOME": "/home/ada", "XDG_RUNTIME_DIR": "/run/user/1000"])
        #expect(found.home == "/home/ada/.local/share/workshop")
        #expect(found.state == "/home/ada/.local/state/workshop")
        #expect(found.runtime.hasPrefix("/run/user/1000/workshop/"))
        #expect(found.balanceDatabase == "/home/ada/.local/share/workshop/data/balance.db")
        #expect(found.progressFile == "/home/ada/.local/state/workshop/progress.json")
    }

    @Test func `an explicit home wins and keeps its state inside`() {
        let found = layout(
            home: "class/./seat/../seat7/", ["WORKSHOP_HOME": "/elsewhere", "HOME": "/home/ada"])
        #expect(found.home == "/work/class/seat7")
        #expect(found.state == "/work/class/seat7/state")
    }

    @Test func `the home of the environment counts when no other is named`() {
        #expect(layout(["WORKSHOP_HOME": "/srv/seat"]).home == "/srv/seat")
        #expect(layout(home: "", ["WORKSHOP_HOME": "/srv/seat"]).home == "/srv/seat")
    }

    @Test func `two homes have two runtime folders and one home always the same`() {
        let first = layout(home: "/a", [:])
        #expect(first.runtime != layout(home: "/b", [:]).runtime)
        #expect(first.runtime == layout(home: "/x/../a/", [:]).runtime)
        #expect(first.runtime.hasPrefix("/tmp/workshop-1000/"))
    }

    @Test func `a home has one runtime folder, also through a link`() {
        let link = HomeLayout(
            home: "/link", environment: [:], userID: 1000, workingDirectory: "/",
            realPath: { $0 == "/link" ? "/a" : $0 })
        #expect(link.runtime == layout(home: "/a", [:]).runtime)
        #expect(link.home == "/link")
    }

    @Test func `a runtime folder too long for a socket gives way to a short one`() {
        let long = "/" + String(repeating: "r", count: 90)
        let found = layout(home: "/a", ["XDG_RUNTIME_DIR": long])
        #expect(found.runtime.hasPrefix("/tmp/workshop-1000/"))
        #expect(found.controlSocket.utf8.count < HomeLayout.socketPathLimit)
    }

    @Test func `relative base directories are ignored`() {
        let found = layout(["HOME": "/home/ada", "XDG_DATA_HOME": "data"])
        #expect(found.home == "/home/ada/.local/share/workshop")
    }
}
