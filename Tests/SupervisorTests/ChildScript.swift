import Supervisor
import TestSupport
import Testing
import Wire

/// A small component for tests: prints READY, answers `/health` with its instance, ends on SIGTERM
/// and when its lifeline does. Arguments change its manners.
enum ChildScript {
    static let text = """
        import json, os, signal, socket, sys, threading
        manners = sys.argv[1:]
        name, instance = os.environ["WORKSHOP_COMPONENT"], os.environ["WORKSHOP_INSTANCE"]
        def leave(status):
            sys.stdout.flush(); sys.stderr.flush(); os._exit(status)
        def lifeline():
            while os.read(0, 1): pass
            leave(0)
        if "deaf" in manners:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        else:
            signal.signal(signal.SIGTERM, lambda *_: leave(0))
        threading.Thread(target=lifeline, daemon=True).start()
        print("\\x1b[31mhello\\x1b[0m from " + name, file=sys.stderr, flush=True)
        if "crash" in manners:
            print("cannot open the shop", file=sys.stderr, flush=True)
            leave(3)
        if "fork" in manners:
            if os.fork() == 0:
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                signal.alarm(60)
                print("grandchild %d" % os.getpid(), file=sys.stderr, flush=True)
                signal.pause()
        for word in manners:
            if word.startswith("lines="):
                for number in range(int(word[6:])):
                    print("line %d" % number, file=sys.stderr)
                sys.stderr.flush()
        server = socket.create_server(("127.0.0.1", 0))
        port = server.getsockname()[1]
        if "mute" not in manners:
            print("READY name=%s pid=%d port=%d http=%d instance=%s" % (
                name, os.getpid(), port, port, instance), flush=True)
        if "stranger" in manners: instance = "somebody-else"
        while True:
            connection, _ = server.accept()
            connection.recv(4096)
            body = json.dumps(dict(name=name, instance=instance, pid=os.getpid(), ready=True))
            connection.sendall(("HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n"
                "Connection: close\\r\\n\\r\\n%s" % (len(body), body)).encode())
            connection.close()
        """

    /// Writes the script and gives the specification of a child that runs it.
    static func specification(
        _ name: String, in folder: ScratchFolder, manners: [String] = [], startOrder: Int = 0,
        wanted: Bool = true, environment: [String: String] = [:]
    ) throws -> ComponentSpecification {
        let path = try folder.write(text, to: "child.py")
        let id = try #require(ComponentID(parsing: name))
        return ComponentSpecification(
            id: id, executable: "/usr/bin/python3", arguments: ["-S", "-E", path] + manners,
            environment: environment, startOrder: startOrder, wanted: wanted)
    }
}
