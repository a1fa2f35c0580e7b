import Glibc
import HomeFiles
import LabKit
import LabRuntime

/// Writes progress again and again until it is killed: for the test that kills it.
@main
enum Main {
    static func main() {
        let layout = HomeLayout(
            home: CommandLine.arguments[1], environment: [:], userID: getuid(),
            workingDirectory: "/")
        let store = ProgressStore(layout: layout)
        let key = StepKey(lab: "01", step: "a")
        var isFirst = true
        while true {
            guard
                case .success = store.update({
                    $0.handle(.checked(key, passed: false), atMilliseconds: 0)
                })
            else { exit(1) }
            if isFirst {
                // From here on a kill meets a write.
                _ = write(STDOUT_FILENO, ".", 1)
                isFirst = false
            }
        }
    }
}
